/** What the sentences of a problem may name, with a stand-in for whatever is not known. */
import { day, length } from "../app/time";
import type { About } from "../contract/About";
import type { ProblemCode } from "../contract/ProblemCode";
import type { ProblemView } from "../contract/ProblemView";
import { m } from "../paraglide/messages.js";
import { shortAddress } from "./address";
import { PROBLEM_TEXTS, type ProblemTexts } from "./texts";

export interface Words {
  store: string;
  other: string;
  /** The other party in brackets, where it is known. */
  named: string;
  /** The address to use instead, without its https. */
  instead: string;
  /** What we sent, where something else came back. */
  sent: string;
  key: string;
  counted: string;
  status: string;
  wait: string;
  /** How far a clock is off. */
  off: string;
  /** " on 2 March 2026", where the day is known. */
  on: string;
}

export interface Sentences {
  title: string;
  means: string;
  next: string;
}

export const NOTHING: About = {
  store: null,
  other: null,
  instead: null,
  ending: null,
  count: null,
  seconds: null,
  date: null,
  words: null,
  field: null,
  details: [],
  sent: null,
  fault: null,
  gateway: null,
  missing: null,
};

export function wordsOf(about: About, other?: () => string): Words {
  return {
    store: about.store ?? m.your_shop(),
    other: about.other ?? (other ?? m.other_website)(),
    named: about.other === null ? "" : m.named({ other: about.other }),
    instead: about.instead === null ? m.other_instead() : shortAddress(about.instead),
    sent: about.sent ?? m.other_sent(),
    key: about.ending === null ? m.this_key() : m.key_ending({ ending: about.ending }),
    counted: about.count === null ? "" : m.counted({ count: about.count }),
    status: about.count === null ? "" : m.status({ status: about.count }),
    wait: waiting(about.seconds),
    off: about.seconds === null ? m.off_unknown() : length(about.seconds),
    on: about.date === null ? "" : m.on_day({ day: day(about.date) }),
  };
}

/** The texts that fit: how a problem reads depends on what is known of it. */
export function textsOf(
  { code, about, note, next }: ProblemView,
  soft = false,
  leaving = false,
): ProblemTexts {
  const texts = PROBLEM_TEXTS[code];
  // A connected shop stays at its address: the other one is named, and not offered.
  const stays = next.kind === "none" ? { next: m.instead_connected } : null;
  const instead = about.instead === null ? {} : (stays ?? texts.instead ?? { next: m.instead_next });
  const coming = about.date !== null && about.date > (note?.at ?? Date.now());
  const over = about.seconds === 0 ? texts.over : {};
  const early = coming ? texts.early : {};
  const { soft: softly, ...fault } = (about.fault === null ? undefined : texts.faults?.[about.fault]) ?? {};
  const remark = soft ? texts.soft : {};
  const half = about.missing === null ? {} : texts.missing?.[about.missing];
  const away = leaving ? texts.leaving : {};
  return {
    ...texts,
    ...instead,
    ...early,
    ...over,
    ...remark,
    ...fault,
    ...(soft ? softly : {}),
    ...half,
    ...away,
  };
}

/** The sentences of a problem, or of a bare code when no more is known. */
export function sentencesOf(problem: ProblemView | ProblemCode, soft = false, leaving = false): Sentences {
  const texts = typeof problem === "string" ? PROBLEM_TEXTS[problem] : textsOf(problem, soft, leaving);
  const about = typeof problem === "string" ? NOTHING : problem.about;
  const words = wordsOf(about, texts.other);
  const write = (text: (words: Words) => string) => begun(text(words), words.store, about.store !== null);
  return { title: write(texts.title), means: write(texts.means), next: write(texts.next) };
}

/** A stand-in at the start of a sentence gets its capital; a host name never does. */
function begun(sentence: string, store: string, named: boolean): string {
  if (named || !sentence.startsWith(store)) return sentence;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function waiting(seconds: number | null): string {
  if (seconds === null) return m.a_minute();
  if (seconds < 60) return m.wait_seconds({ count: Math.max(1, Math.ceil(seconds)) });
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? m.a_minute() : m.wait_minutes({ count: minutes });
}
