/** What the UI needs from whatever it runs in. Nothing else of the UI knows about Tauri. */
import type { Intent } from "../contract/Intent";
import type { View } from "../contract/View";

export interface Host {
  /** Sends one thing the merchant asks for. */
  dispatch(intent: Intent): Promise<void>;
  /** The present view. */
  snapshot(): Promise<View>;
  /** Calls back with every new view, until the returned function is called. */
  onView(callback: (view: View) => void): Promise<() => void>;
}
