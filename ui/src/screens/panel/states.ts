/** How the states and headlines of the panel are drawn. */
import type { Headline } from "../../contract/Headline";
import type { LineState } from "../../contract/LineState";
import type { Mark } from "../../parts/StatusIcon.svelte";

export const LINE_MARKS: Record<LineState, Mark> = {
  working: "ok",
  attention: "warn",
  notWorking: "bad",
  waiting: "waiting",
  checkingAgain: "again",
  notChecked: "notChecked",
  cantTell: "unknown",
};

export const HEADLINE_MARKS: Record<Headline, Mark> = {
  checking: "notChecked",
  canPay: "ok",
  cantPayYet: "bad",
  attention: "warn",
  cantTell: "unknown",
};
