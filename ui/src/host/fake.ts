/** A host that plays given views and remembers what it was asked, for the gallery and tests. */
import type { Intent } from "../contract/Intent";
import type { View } from "../contract/View";
import type { Host } from "./host";

export class FakeHost implements Host {
  readonly asked: Intent[] = [];
  #view: View;
  readonly #listeners = new Set<(view: View) => void>();

  constructor(view: View) {
    this.#view = view;
  }

  dispatch(intent: Intent): Promise<void> {
    this.asked.push(intent);
    return Promise.resolve();
  }

  snapshot(): Promise<View> {
    return Promise.resolve(this.#view);
  }

  onView(callback: (view: View) => void): Promise<() => void> {
    this.#listeners.add(callback);
    return Promise.resolve(() => this.#listeners.delete(callback));
  }

  /** Shows another view, as the Rust side would once it has heard all or some of what was asked. */
  play(view: View, heard = this.asked.length): void {
    this.#view = { ...view, heard };
    for (const listener of this.#listeners) listener(this.#view);
  }
}
