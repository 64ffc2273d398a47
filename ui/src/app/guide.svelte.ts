import { tick } from "svelte";

/** A piece of a sentence. */
export interface Span {
  text: string;
  /** What stands on a screen. */
  strong?: true;
  /** The section that it leads to. */
  to?: string;
}

/** A part of the user guide. */
export type Block =
  | { kind: "title"; id: string; spans: Span[] }
  | { kind: "section"; id: string; spans: Span[] }
  | { kind: "text"; spans: Span[] }
  | { kind: "list"; items: Span[][] }
  | { kind: "steps"; items: Span[][] };

/** The user guide, over whatever is on the screen: nothing that is typed below it is lost. */
export class Guide {
  isOpen = $state(false);
  private opener: HTMLElement | null = null;

  open(): void {
    this.opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.isOpen = true;
  }

  /** Gives the keyboard back to where it was, once the page below takes it again. */
  close(): void {
    const { opener } = this;
    this.isOpen = false;
    this.opener = null;
    void tick().then(() => opener?.focus());
  }
}
