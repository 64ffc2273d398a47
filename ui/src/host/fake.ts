/** A host that plays given views and remembers what it was asked, for the gallery and tests. */
import type { Intent } from "../contract/Intent";
import type { View } from "../contract/View";
import { isQuiet } from "../app/session.svelte";
import type { Host } from "./host";

export class FakeHost implements Host {
  readonly asked: Intent[] = [];
  /** What a screen reader was told. */
  readonly said: string[] = [];
  #view: View;
  /** How much of what was asked is over. */
  #settled = 0;
  #stopped: number;
  readonly #listeners = new Set<(view: View) => void>();

  constructor(view: View) {
    this.#view = view;
    this.#stopped = view.stopped;
  }

  dispatch(intent: Intent): Promise<void> {
    if (intent.kind === "say") this.said.push(intent.text);
    else this.asked.push(intent);
    return Promise.resolve();
  }

  snapshot(): Promise<View> {
    return Promise.resolve(this.#view);
  }

  onView(callback: (view: View) => void): Promise<() => void> {
    this.#listeners.add(callback);
    return Promise.resolve(() => this.#listeners.delete(callback));
  }

  /**
   * Shows another view, as the Rust side would once it has heard all or some of what was asked: it
   * counts a stop when what was asked for is over and a problem is on the screen.
   */
  play(view: View, heard = this.asked.length): void {
    const { screen } = view;
    const isOver = !("doing" in screen) || screen.doing === null;
    const isAwaited = this.asked.slice(this.#settled, heard).some((intent) => !isQuiet(intent));
    if (isOver) this.#settled = heard;
    if (isOver && isAwaited && "problem" in screen && screen.problem !== null) this.#stopped += 1;
    this.#view = { ...view, heard, stopped: this.#stopped };
    for (const listener of this.#listeners) listener(this.#view);
  }
}
