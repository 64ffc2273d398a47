/** The next step of a problem: its button's words and what the button asks for. */
import type { Field } from "../contract/Field";
import type { Intent } from "../contract/Intent";
import type { Link } from "../contract/Link";
import type { NextStep } from "../contract/NextStep";
import type { ProblemCode } from "../contract/ProblemCode";
import { m } from "../paraglide/messages.js";
import { shortAddress } from "./address";

export const LINK_LABELS: Record<Link, () => string> = {
  shop: m.open_shop,
  keyPage: m.open_keyPage,
  keyList: m.open_keyList,
  permalinks: m.open_permalinks,
  reading: m.open_reading,
  plugins: m.open_plugins,
  payments: m.open_payments,
  gateway: m.open_gateway,
  wordPressPlans: m.open_wordPressPlans,
  merchantAdmin: m.open_merchantAdmin,
  payoutGuide: m.open_payoutGuide,
  meumKeyGuide: m.open_meumKeyGuide,
  meumSupport: m.open_meumSupport,
};

/** Where something was to be done, not looked at: Meum, after connecting, this computer. */
const ACTS = /^[GHS]/;

/** Where a button stands; a word may depend on it. */
export interface Place {
  screen: "wizard" | "panel";
  code?: ProblemCode;
  field?: Field | null;
  /** The address to use instead, where one is known. */
  instead?: string | null;
}

/** The button's words; `null` when there is nothing to press. */
export function nextLabel(
  next: NextStep,
  { screen, code, field = null, instead = null }: Place,
): string | null {
  switch (next.kind) {
    case "edit":
      return editLabel(field);
    case "tryAgain":
      return screen === "wizard" && code && ACTS.test(code) ? m.action_retry() : m.action_tryAgain();
    case "open":
      return LINK_LABELS[next.link]();
    case "useInstead":
      return screen === "panel" ? null : insteadLabel(code, instead);
    case "enterPassword":
      return m.action_enterPassword();
    case "replaceKeys":
      return m.action_replaceKeys();
    case "replaceMeumKey":
      // Once a shop is connected, another connection key means connecting it again.
      return screen === "panel" || code === "H19" || code === "H08" || code === "G22"
        ? m.action_connectAgain()
        : m.action_replaceMeumKey();
    case "askMeum":
      return m.action_askMeum();
    case "resumeHandOver":
      return code === "H20" ? m.action_handOverAgain() : m.action_resumeHandOver();
    case "keepUntilClosed":
      return m.action_keepUntilClosed();
    case "forget":
      return m.action_forget();
    case "none":
      return null;
  }
}

function insteadLabel(code: ProblemCode | undefined, instead: string | null): string {
  const address = instead === null ? m.other_instead() : shortAddress(instead);
  // A guess is tried; a name that answered is used.
  return code === "A04" ? m.action_tryInstead({ address }) : m.action_useInstead({ address });
}

function editLabel(field: Field | null): string {
  if (field === "webhookAddress") return m.action_edit_webhook();
  if (field === "key" || field === "secret") return m.action_edit_keys();
  if (field === "shopName") return m.action_edit_shopName();
  return field === "meumKey" ? m.action_edit_meumKey() : m.action_edit_address();
}

/** What the button asks for; `null` when it only moves the cursor to the field. */
export function nextIntent(next: NextStep, screen: "wizard" | "panel"): Intent | null {
  switch (next.kind) {
    case "tryAgain":
      return screen === "panel" ? { kind: "checkNow" } : { kind: "tryAgain" };
    case "open":
      return { kind: "open", link: next.link };
    case "enterPassword":
      return { kind: "askForExtraPassword" };
    case "useInstead":
      // A connected shop does not change its address on the way.
      return screen === "panel" ? null : { kind: "useInstead" };
    case "replaceKeys":
    case "replaceMeumKey":
    case "askMeum":
    case "resumeHandOver":
    case "keepUntilClosed":
      return { kind: next.kind };
    case "forget":
      return { kind: "askToForget" };
    case "edit":
    case "none":
      return null;
  }
}
