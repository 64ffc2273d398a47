/** The last view, and the way to ask for things. */
import type { Intent } from "../contract/Intent";
import type { View } from "../contract/View";
import type { Host } from "../host/host";

/** What is asked in passing: no button waits for it. */
const QUIET: ReadonlySet<Intent["kind"]> = new Set<Intent["kind"]>([
  "typeAddress",
  "open",
  "copy",
  "copyNote",
]);

export class Session {
  view = $state.raw<View | null>(null);
  /** Whether an intent is on its way. */
  sending = false;
  /** How many things were asked for, for whoever waits for the outcome of one. */
  asked = 0;
  /** Whether the host has failed to answer. */
  lost = $state(false);
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Starts listening; the returned function stops it. */
  async start(): Promise<() => void> {
    try {
      const stop = await this.#host.onView((view) => this.#take(view));
      this.#take(await this.#host.snapshot());
      return stop;
    } catch {
      this.lost = true;
      return () => {};
    }
  }

  /**
   * Asks for something, one thing at a time: a second press while the first is on its way asks
   * for nothing. Never throws; a host that fails is shown as lost.
   */
  async ask(intent: Intent): Promise<void> {
    const quiet = QUIET.has(intent.kind);
    if (this.sending && !quiet && intent.kind !== "cancel") return;
    if (!quiet) {
      this.sending = true;
      this.asked += 1;
    }
    try {
      await this.#host.dispatch(intent);
      this.lost = false;
    } catch {
      this.lost = true;
    } finally {
      if (!quiet) this.sending = false;
    }
  }

  /** An older view never replaces a newer one. */
  #take(view: View): void {
    if (this.view === null || view.rev > this.view.rev) this.view = view;
  }
}
