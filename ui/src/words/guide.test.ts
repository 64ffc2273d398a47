/** The user guide calls everything as the screens do, in each language, and says the same in each. */
import { describe, expect, it } from "vitest";
import type { Language } from "../contract/Language";
import { topicOf, TOPICS } from "../app/guide.svelte";
import { samples } from "../test/show";
import { NAMES } from "./language.svelte";

type Texts = Record<string, string>;
const FOLDER = "../../../docs/guide";
const LANGUAGES = Object.keys(NAMES) as Language[];
const GUIDES: Texts = import.meta.glob("../../../docs/guide/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});
const DRAWN = Object.keys(import.meta.glob("../../../docs/guide/pictures/*/*.png", { query: "?url" }));
const MESSAGES: Record<string, Texts> = import.meta.glob("../../messages/**/*.json", {
  import: "default",
  eager: true,
});

const read = (language: Language) => GUIDES[`${FOLDER}/${language}.md`] ?? "";
const messages = (language: Language): Texts => ({
  ...MESSAGES[`../../messages/${language}.json`],
  ...MESSAGES[`../../messages/problems/${language}.json`],
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
    const shape = (of: Language) => all(read(of), /^(#+ |- |\d\. |!\[|<!-- .*)/gm);
    expect(shape(language)).toEqual(shape("en"));
  });

  it("shows pictures that are there, in its own language", () => {
    expect(pictures(language).length).toBeGreaterThan(5);
    expect(pictures(language).filter((place) => !DRAWN.includes(`${FOLDER}/${place}`))).toEqual([]);
    expect(pictures(language).every((place) => place.startsWith(`pictures/${language}/`))).toBe(true);
  });

  it("has the section that each screen opens, once", () => {
    const marked = all(read(language), /^<!-- help: (\w+) -->\n\n#{2,3} /gm);
    expect(marked.toSorted()).toEqual([...new Set(marked)].toSorted());
    expect(TOPICS.filter((topic) => !marked.includes(topic))).toEqual([]);
    const opened = samples.map(({ view }) => topicOf(view));
    expect(TOPICS.filter((topic) => !opened.includes(topic))).toEqual([]);
  });

  it("has at most 20 words in a sentence", () => {
    const text = read(language)
      .replace(/^<!-- .*$/gm, "")
      .replace(/^[#\-\d. ]+/gm, "")
      .replace(/!?\[([^\]]+)\]\([^)]+\)/g, "$1");
    const sentences = text.split(/(?<=[.!?:])\s+|\n+/);
    expect(sentences.filter((sentence) => words(sentence).length > 20)).toEqual([]);
  });
});
