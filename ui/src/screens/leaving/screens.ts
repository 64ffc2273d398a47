/** The pages of leaving, among everything that can fill the window. */
import type { Screen } from "../../contract/Screen";

export type LeavingScreen = Extract<Screen, { kind: "disconnect" | "forget" | "ended" }>;

export function isLeaving(screen: Screen): screen is LeavingScreen {
  return screen.kind === "disconnect" || screen.kind === "forget" || screen.kind === "ended";
}
