/** The keys that draw the page larger, smaller, and in its usual size, as in a browser. */
import type { ZoomChange } from "../contract/ZoomChange";

const KEYS: Record<string, ZoomChange> = {
  "+": "larger",
  // Where + needs the shift key.
  "=": "larger",
  "-": "smaller",
  "0": "usual",
};
/** On the number pad, also where it moves the cursor. */
const PAD: Record<string, ZoomChange> = {
  NumpadAdd: "larger",
  NumpadSubtract: "smaller",
  Numpad0: "usual",
};

/** What this key asks for; null when it is another one. */
export function zoomOf(event: KeyboardEvent): ZoomChange | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  return KEYS[event.key] ?? PAD[event.code] ?? null;
}
