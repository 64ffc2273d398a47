/** The user guide, over whatever is on the screen: nothing that is typed below it is lost. */
export class Guide {
  isOpen = $state(false);
  private opener: HTMLElement | null = null;

  open(): void {
    this.opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.isOpen = true;
  }

  /** Gives the keyboard back to where it was. */
  close(): void {
    this.isOpen = false;
    this.opener?.focus();
    this.opener = null;
  }
}
