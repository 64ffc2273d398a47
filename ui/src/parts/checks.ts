/** The names of the checks. A check that is only noted says what was noted. */
import type { Check } from "../contract/Check";
import type { CheckView } from "../contract/CheckView";
import { m } from "../paraglide/messages.js";

const NAMES: Record<Check, () => string> = {
  found: m.check_found,
  secure: m.check_secure,
  wordPress: m.check_wordPress,
  wooCommerce: m.check_wooCommerce,
  plugin: m.check_plugin,
  keysAccepted: m.check_keysAccepted,
  mayRead: m.check_mayRead,
  mayChange: m.check_mayChange,
  keysKept: m.check_keysKept,
  vaultReady: m.check_vaultReady,
  meumAnswered: m.check_meumAnswered,
  credentialsKept: m.check_credentialsKept,
  settingsFound: m.check_settingsFound,
  written: m.check_written,
  readBack: m.check_readBack,
};

export function checkName(check: CheckView): string {
  if (check.state === "noted" && check.check === "plugin") return m.check_plugin_noted();
  if (check.state === "noted" && check.check === "mayChange") return m.check_mayChange_noted();
  return NAMES[check.check]();
}
