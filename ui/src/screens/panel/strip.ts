/** How a strip of the core is drawn and said: a letter a piece becomes stretches with a name each. */
import type { LineStripView } from "../../contract/LineStripView";
import type { StripView } from "../../contract/StripView";
import { m } from "../../paraglide/messages.js";

/** What a stretch shows; the name of its style and of its words. */
export type StripMark =
  | "working"
  | "waiting"
  | "attention"
  | "notWorking"
  | "cantTell"
  | "offline"
  | "asleep"
  | "closed"
  | "notChecked";

const MARKS: Record<string, StripMark> = {
  w: "working",
  i: "waiting",
  a: "attention",
  n: "notWorking",
  t: "cantTell",
  o: "offline",
  s: "asleep",
  c: "closed",
};

/** The names of the marks, in the order of the legend: what matters most first. */
export const STRIP_WORDS: Record<StripMark, () => string> = {
  notWorking: m.strip_notWorking,
  attention: m.strip_attention,
  cantTell: m.strip_cantTell,
  offline: m.strip_offline,
  working: m.strip_working,
  waiting: m.strip_waiting,
  asleep: m.strip_asleep,
  closed: m.strip_closed,
  notChecked: m.strip_notChecked,
};

/** Pieces in a row that show the same. */
export interface Stretch {
  mark: StripMark;
  /** The index of the first piece. */
  at: number;
  pieces: number;
}

export function stretches({ marks }: LineStripView): Stretch[] {
  const all: Stretch[] = [];
  [...marks].forEach((letter, at) => {
    const mark = MARKS[letter] ?? "notChecked";
    const last = all.at(-1);
    if (last?.mark === mark) last.pieces += 1;
    else all.push({ mark, at, pieces: 1 });
  });
  return all;
}

/** The marks that any of the strips shows, in the order of the legend. */
export function shownMarks(strip: StripView): StripMark[] {
  const shown = new Set(strip.lines.flatMap((line) => stretches(line).map(({ mark }) => mark)));
  return (Object.keys(STRIP_WORDS) as StripMark[]).filter((mark) => shown.has(mark));
}
