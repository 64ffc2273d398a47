/** How the states and headlines of the panel are drawn. */
import type { Headline } from "../../contract/Headline";
import type { LineId } from "../../contract/LineId";
import type { LineState } from "../../contract/LineState";
import type { PanelView } from "../../contract/PanelView";
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

/** The state of the line to look at first. */
function counted(panel: PanelView): LineState | null {
  return panel.lines.find((line) => line.counts)?.state ?? null;
}

/** The sign of the headline. It means the same here, in the list of shops and on the icon of the watch. */
export function headMark({ headline, momentAgo }: PanelView): Mark {
  return momentAgo && headline === "canPay" ? "again" : HEADLINE_MARKS[headline];
}

/**
 * Head, card and line show how grave it is in one colour: that of the line to look at first. Where nobody can tell
 * whether shoppers can pay, the question stays a question, and takes the colour of a warning.
 */
export function headTone(panel: PanelView): "warn" | "bad" | undefined {
  const state = counted(panel);
  if (panel.headline === "attention" && state === "notWorking") return "bad";
  const seen = state === "notWorking" || state === "attention";
  return panel.headline === "cantTell" && seen ? "warn" : undefined;
}

export type Tone = "bad" | "warn" | "calm";

const TONES: Record<LineState, Tone> = {
  notWorking: "bad",
  attention: "warn",
  cantTell: "calm",
  checkingAgain: "calm",
  notChecked: "calm",
  waiting: "calm",
  working: "warn",
};

/** Where payments are what is wrong. Under any other headline no card is red: it would say worse than the headline. */
const GRAVE: Headline[] = ["cantPayYet", "attention"];

/** A line that doesn't work is red where payments are what is wrong; else it is a warning, as its card is. */
export function lineTone(headline: Headline, state: LineState): "warn" | undefined {
  return state === "notWorking" && !GRAVE.includes(headline) ? "warn" : undefined;
}

/** The tone of the card about that line; without one, whether it is an alarm decides. */
export function toneOf(panel: PanelView, alarm: boolean): Tone {
  const state = counted(panel);
  const tone = state === null ? (alarm ? "bad" : "warn") : TONES[state];
  if (state !== null) return lineTone(panel.headline, state) ?? tone;
  return tone === "bad" && !GRAVE.includes(panel.headline) ? "warn" : tone;
}

/**
 * How the way from the shop to Meum is drawn. An owner looks at the drawing first: where shoppers can't pay
 * it is broken somewhere, and where nobody can tell it is not drawn as whole.
 */
export function firstArch({ headline, lines }: PanelView): LineState | null {
  const of = (id: LineId) => lines.find((line) => line.id === id)?.state ?? null;
  const updates = of("webhook");
  if ([updates, of("wayIn")].includes("notWorking")) return "notWorking";
  if (headline === "cantPayYet" && of("payouts") !== "notWorking") return "notWorking";
  if (headline === "cantTell" || headline === "checking") return "cantTell";
  return updates;
}
