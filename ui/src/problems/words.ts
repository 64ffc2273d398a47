/** What the sentences of a problem may name, with a stand-in for whatever is not known. */
import type { About } from "../contract/About";
import type { ProblemCode } from "../contract/ProblemCode";
import type { ProblemView } from "../contract/ProblemView";
import { m } from "../paraglide/messages.js";
import { PROBLEM_TEXTS } from "./texts";

export interface Words {
  store: string;
  other: string;
  key: string;
  counted: string;
  wait: string;
}

export interface Sentences {
  title: string;
  means: string;
  next: string;
}

const NOTHING: About = {
  store: null,
  other: null,
  ending: null,
  count: null,
  seconds: null,
  words: null,
  field: null,
};

export function wordsOf(about: About, other?: () => string): Words {
  return {
    store: about.store ?? m.your_shop(),
    other: about.other ?? (other ?? m.other_website)(),
    key: about.ending === null ? m.this_key() : m.key_ending({ ending: about.ending }),
    counted: about.count === null ? "" : m.counted({ count: about.count }),
    wait: waiting(about.seconds),
  };
}

/** The sentences of a problem, or of a bare code when no more is known. */
export function sentencesOf(problem: ProblemView | ProblemCode): Sentences {
  const code = typeof problem === "string" ? problem : problem.code;
  const about = typeof problem === "string" ? NOTHING : problem.about;
  const texts = PROBLEM_TEXTS[code];
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
