import type { Fixer } from "../contract/Fixer";
import type { Playable } from "../contract/Playable";

/** A trouble with its card's words. */
export interface Worded extends Omit<Playable, "title" | "means"> {
  title: string;
  means: string;
}

export interface Group {
  fixer: Fixer;
  troubles: Worded[];
}

/** The groups in the order in which a merchant can do most himself. */
const PLACES: Record<Fixer, number> = {
  you: 1,
  youOrDeveloper: 2,
  youOrWebHost: 3,
  youOrNetworkAdmin: 4,
  youOrMeum: 5,
  webHost: 6,
  developer: 7,
  networkAdmin: 8,
  computerAdmin: 9,
  meum: 10,
  waitOrWebHost: 11,
  wait: 12,
};
const ORDER = (Object.keys(PLACES) as Fixer[]).sort((one, other) => PLACES[one] - PLACES[other]);

/** What has every word of the search in its code or its words, by who can put it right. Accents don't matter. */
export function found(all: Worded[], search: string): Group[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  const fits = ({ code, title, means }: Worded) => {
    const text = plain(`${code} ${title} ${means}`);
    return words.every((word) => text.includes(word));
  };
  const fitting = all.filter(fits);
  return ORDER.map((fixer) => ({ fixer, troubles: fitting.filter((one) => one.fixer === fixer) })).filter(
    ({ troubles }) => troubles.length > 0,
  );
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
}
