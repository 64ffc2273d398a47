/** The last view, and the way to ask for things. */
import type { Intent } from "../contract/Intent";
import type { View } from "../contract/View";
import type { Host } from "../host/host";
import { speak } from "../words/language.svelte";

/** What is asked in passing: no button waits for it. */
const QUIET: ReadonlySet<Intent["kind"]> = new Set<Intent["kind"]>([
  "typeAddress",
  "open",
  "copy",
  "copyNote",
  "copyPage",
  "copyOpened",
  "holdKeys",
  "holdMeumKey",
  "say",
  "zoom",
]);

/** What puts something on the clipboard. */
type Copying =
  | Extract<Intent, { kind: "copy" | "copyNote" | "copyPage" | "copyOpened" }>
  | { kind: "approve"; wish: "copyAddress" };

/** Whether no button waits for what is asked. */
export function isQuiet(intent: Intent): boolean {
  if (intent.kind === "approve") return intent.wish === "openAgain" || intent.wish === "copyAddress";
  return QUIET.has(intent.kind);
}

export class Session {
  view = $state.raw<View | null>(null);
  /** Whether an intent is on its way. */
  sending = false;
  /** The last press of a *Copy*, and how many copies there were before it. */
  #copy = $state.raw<{ press: object; before: number } | null>(null);
  /** How many intents were heard before the last *Check now*, until it is answered. */
  #check: number | null = null;
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
    const quiet = isQuiet(intent);
    if (this.sending && !quiet && intent.kind !== "cancel") return;
    if (!quiet) this.sending = true;
    if (intent.kind === "checkNow") this.#check = this.view?.heard ?? 0;
    try {
      await this.#host.dispatch(intent);
      this.lost = false;
    } catch {
      this.lost = true;
    } finally {
      if (!quiet) this.sending = false;
    }
  }

  /** Asks for something to be put on the clipboard; what is returned tells whether it is there. */
  copy(intent: Copying): object {
    const press = {};
    this.#copy = { press, before: this.view?.copied ?? 0 };
    void this.ask(intent);
    return press;
  }

  /** Whether what this press asked for was put on the clipboard, and nothing else since. */
  isCopied(press: object | null): boolean {
    const copy = this.#copy;
    return copy !== null && copy.press === press && (this.view?.copied ?? 0) > copy.before;
  }

  /** Whether this view answers the last *Check now*. It is asked once of each view. */
  answersCheck({ heard, screen }: View): boolean {
    if (this.#check === null || heard <= this.#check) return false;
    if (screen.kind === "panel" && screen.checking) return false;
    this.#check = null;
    return screen.kind === "panel";
  }

  /** An older view never replaces a newer one. */
  #take(view: View): void {
    if (this.view !== null && view.rev <= this.view.rev) return;
    speak(view.language, view.shopLanguage);
    this.view = view;
  }
}
