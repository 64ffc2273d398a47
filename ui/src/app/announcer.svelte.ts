/** What a screen reader is told, politely: by the page's live region, and by the window itself. */
export class Announcer {
  text = $state("");
  /** Rises with each announcement: the same words once more are news as well. */
  count = $state(0);
  readonly #tell: (text: string) => void;
  #waiting: string[] = [];

  /** `tell` takes the words to where the page's own region is not heard. */
  constructor(tell: (text: string) => void = () => {}) {
    this.#tell = tell;
  }

  /** What is said at the same moment is said together: the last would be heard alone. */
  say(text: string): void {
    this.#waiting.push(text);
    if (this.#waiting.length > 1) return;
    queueMicrotask(() => {
      this.text = this.#waiting.join(" ");
      this.#waiting = [];
      this.count += 1;
      this.#tell(this.text);
    });
  }
}
