/** The user guide calls everything as the screens do, in each language, and says the same in each. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Language } from "../contract/Language";
import { NAMES } from "./language.svelte";

const FOLDER = "../docs/guide";
const LANGUAGES = Object.keys(NAMES) as Language[];

const read = (language: Language) => readFileSync(`${FOLDER}/${language}.md`, "utf8");
const messages = (language: Language): Record<string, string> => ({
  ...(JSON.parse(readFileSync(`messages/${language}.json`, "utf8")) as Record<string, string>),
  ...(JSON.parse(readFileSync(`messages/problems/${language}.json`, "utf8")) as Record<string, string>),
});
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found ?? "");
const bold = (language: Language) => all(read(language), /\*\*([^*]+)\*\*/g);
const pictures = (language: Language) => all(read(language), /!\[[^\]]+\]\(([^)]+)\)/g);

/** An arrow or a mark of quotation is no word. */
const words = (sentence: string) => sentence.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word));

/** The steps are numbered in the guide. */
const plain = (name: string) => name.replace(/^\d\. /, "").replace(/[.:]$/, "");

/** Names that are no message: the program's own, and what WordPress calls things. */
const OTHERS = new Set(["Meum Connect"]);

describe.each(LANGUAGES)("the guide in %s", (language) => {
  it("names only what a screen says", () => {
    const said = new Set(Object.values(messages(language)).map(plain));
    const unknown = bold(language)
      .map(plain)
      .filter((name) => !said.has(name) && !OTHERS.has(name));
    expect(unknown).toEqual([]);
  });

  it("has the sections, the lists and the pictures of the English one", () => {
    const shape = (of: Language) => all(read(of), /^(#+ |- |\d\. |!\[)/gm);
    expect(shape(language)).toEqual(shape("en"));
  });

  it("shows pictures that are there, in its own language", () => {
    expect(pictures(language).length).toBeGreaterThan(5);
    expect(pictures(language).filter((place) => !existsSync(`${FOLDER}/${place}`))).toEqual([]);
    expect(pictures(language).every((place) => place.startsWith(`pictures/${language}/`))).toBe(true);
  });

  it("has at most 20 words in a sentence", () => {
    const text = read(language)
      .replace(/^[#\-\d. ]+/gm, "")
      .replace(/!?\[([^\]]+)\]\([^)]+\)/g, "$1");
    const sentences = text.split(/(?<=[.!?:])\s+|\n+/);
    expect(sentences.filter((sentence) => words(sentence).length > 20)).toEqual([]);
  });
});
