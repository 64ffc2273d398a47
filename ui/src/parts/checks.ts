/** The names of the checks. A check that is only noted may say what was noted. */
import type { CheckView } from "../contract/CheckView";
import { m } from "../paraglide/messages.js";

export function checkName({ check, state }: CheckView): string {
  if (state === "noted" && check === "plugin") return m.check_plugin_noted();
  if (state === "noted" && check === "mayChange") return m.check_mayChange_noted();
  return m[`check_${check}` as const]();
}
