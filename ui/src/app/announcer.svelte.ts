/** What a screen reader is told, politely. */
export class Announcer {
  text = $state("");

  say(text: string): void {
    this.text = text;
  }
}
