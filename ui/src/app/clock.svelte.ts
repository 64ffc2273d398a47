/** The present moment, renewed every second. */
export class Clock {
  now = $state(Date.now());
  /** Set in the gallery, where time stands still. */
  readonly #fixed: boolean;

  constructor(fixed?: number) {
    this.#fixed = fixed !== undefined;
    if (fixed !== undefined) this.now = fixed;
  }

  /** Starts ticking; the returned function stops it. */
  start(): () => void {
    if (this.#fixed) return () => {};
    const timer = setInterval(() => (this.now = Date.now()), 1000);
    return () => clearInterval(timer);
  }
}
