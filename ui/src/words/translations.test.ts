import { describe, expect, it } from "vitest";
import type { Language } from "../contract/Language";
import de from "../../messages/de.json";
import en from "../../messages/en.json";
import es from "../../messages/es.json";
import fr from "../../messages/fr.json";
import deProblems from "../../messages/problems/de.json";
import enProblems from "../../messages/problems/en.json";
import esProblems from "../../messages/problems/es.json";
import frProblems from "../../messages/problems/fr.json";
import { NAMES } from "./language.svelte";

type Texts = Record<string, string>;

const ENGLISH: Texts = { ...en, ...enProblems };
const TRANSLATIONS: Record<Exclude<Language, "en">, Texts> = {
  de: { ...de, ...deProblems },
  es: { ...es, ...esProblems },
  fr: { ...fr, ...frProblems },
};
const languages = Object.keys(TRANSLATIONS) as (keyof typeof TRANSLATIONS)[];

/** A long name of a host, and the longest line of a note that the core keeps. */
const LONG_HOST = 100;
const LONGEST_LINE = 1000;

/** What is left open in a text, each as often as it stands there. */
function slots(text: string): string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([slot]) => slot).sort();
}

/** The words of a text that are the language's own: no names, slots, codes or addresses. */
function ownWords(text: string): string[] {
  return text.replaceAll(/\{\w+\}|“[^”]*”|\S+\.\S+/g, "").match(/\b[a-z]{3,}\b/g) ?? [];
}

describe.each(languages)("in %s", (language) => {
  const texts = TRANSLATIONS[language];

  it("each message is there, in the order of the English ones, and no other", () => {
    expect(Object.keys(texts)).toEqual(Object.keys(ENGLISH));
  });

  it("each message leaves open what the English one leaves open, as often", () => {
    const open = (from: Texts) => Object.entries(from).map(([key, text]) => [key, ...slots(text)]);
    expect(open(texts)).toEqual(open(ENGLISH));
  });

  it("nothing is left in English", () => {
    const left = Object.entries(texts).filter(
      ([key, text]) => text === ENGLISH[key] && ownWords(text).length > 2,
    );
    expect(left).toEqual([]);
  });

  it("no sentence for a merchant has more than twenty words, as in English", () => {
    const forMerchants = Object.entries(texts).filter(
      ([key]) => !/^(note|report|read|deed)_/.test(key) && !key.endsWith("_ask"),
    );
    const sentences = forMerchants.flatMap(([key, text]) =>
      text.split(/(?<=[.!?])\s+/).map((sentence) => [key, sentence] as const),
    );
    const words = (sentence: string) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    expect(sentences.filter(([, sentence]) => words(sentence).length > 20)).toEqual([]);
  });

  it("a note to pass on fits the clipboard line by line, whatever the shop's address", () => {
    const filled = (line: string) => line.replaceAll(/\{\w+\}/g, "x".repeat(LONG_HOST));
    const notes = Object.entries(texts).filter(([key]) => /_ask$|^note_/.test(key));
    const cut = notes.filter(([, text]) =>
      text.split("\n").some((line) => filled(line).length > LONGEST_LINE),
    );
    expect(cut).toEqual([]);
  });

  it("what is joined to other words begins and ends as in English", () => {
    const edges = (text: string) => [/^\s/.test(text), /\s$/.test(text), text.endsWith("…")];
    const other = Object.keys(ENGLISH).filter(
      (key) => String(edges(texts[key] ?? "")) !== String(edges(ENGLISH[key] ?? "")),
    );
    expect(other).toEqual([]);
  });

  it("quotes are the language's own, and closed", () => {
    const [opens, closes] = { de: ["„", "“"], es: ["«", "»"], fr: ["«\u202F", "\u202F»"] }[language] as [
      string,
      string,
    ];
    const wrong = Object.entries(texts).filter(([, text]) => {
      const others = language === "de" ? /[”«»]/ : /[“”„]/;
      return others.test(text) || text.split(opens).length !== text.split(closes).length;
    });
    expect(wrong).toEqual([]);
  });
});

it("each language calls itself by its own name", () => {
  for (const [tag, name] of Object.entries(NAMES)) {
    const own = new Intl.DisplayNames(tag, { type: "language" }).of(tag) ?? "";
    expect(name.toLowerCase()).toBe(own.toLowerCase());
  }
});
