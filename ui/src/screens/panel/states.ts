/** How the states and headlines of the panel are named and drawn. */
import type { Headline } from "../../contract/Headline";
import type { LineId } from "../../contract/LineId";
import type { LineState } from "../../contract/LineState";
import { m } from "../../paraglide/messages.js";
import type { Mark } from "../../parts/StatusIcon.svelte";

export interface Look {
  text: () => string;
  mark: Mark;
}

export const LINE_STATES: Record<LineState, Look> = {
  working: { text: m.state_working, mark: "ok" },
  attention: { text: m.state_attention, mark: "warn" },
  notWorking: { text: m.state_notWorking, mark: "bad" },
  waiting: { text: m.state_waiting, mark: "waiting" },
  notChecked: { text: m.state_notChecked, mark: "notChecked" },
  cantTell: { text: m.state_cantTell, mark: "unknown" },
};

export const HEADLINES: Record<Headline, Look> = {
  checking: { text: m.headline_checking, mark: "notChecked" },
  canPay: { text: m.headline_canPay, mark: "ok" },
  cantPayYet: { text: m.headline_cantPayYet, mark: "bad" },
  attention: { text: m.headline_attention, mark: "warn" },
  cantTell: { text: m.headline_cantTell, mark: "unknown" },
};

export const LINES: Record<LineId, { name: () => string; from: () => string }> = {
  shop: { name: m.line_shop, from: m.line_shop_from },
  keys: { name: m.line_keys, from: m.line_keys_from },
  meum: { name: m.line_meum, from: m.line_meum_from },
  webhook: { name: m.line_webhook, from: m.line_webhook_from },
  payouts: { name: m.line_payouts, from: m.line_payouts_from },
  plugin: { name: m.line_plugin, from: m.line_plugin_from },
};
