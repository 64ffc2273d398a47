import { afterEach, describe, expect, it } from "vitest";
import type { Language } from "../contract/Language";
import de from "../../messages/de.json";
import en from "../../messages/en.json";
import es from "../../messages/es.json";
import fr from "../../messages/fr.json";
import deProblems from "../../messages/problems/de.json";
import enProblems from "../../messages/problems/en.json";
import esProblems from "../../messages/problems/es.json";
import frProblems from "../../messages/problems/fr.json";
import { inEnglish, speak } from "./language.svelte";
import { CHOICES, MENUS, withShopsNames } from "./menus";
import { say, text } from "./say";

const LANGUAGES: Language[] = ["en", "de", "es", "fr"];

/** Ways through other programs than WordPress and WooCommerce. What a plugin calls its own settings is in `setting_…`. */
const FOREIGN =
  /Dashboard → Account → Organization|Security → (Events|Security rules)|Rules → Configuration Rules|Wordfence → (?:Firewall → Blocking|Cortafuegos → Bloqueos)|\{before\} → \{after\}/gu;
const OF_PLUGIN = /^setting_/;

const MESSAGES: Record<Language, Record<string, string>> = {
  en: { ...en, ...enProblems },
  de: { ...de, ...deProblems },
  es: { ...es, ...esProblems },
  fr: { ...fr, ...frProblems },
};

afterEach(() => speak("en"));

describe("a menu of WordPress's in a sentence", () => {
  it("has its name in the shop's language too, where that is another", () => {
    speak("en", "de");
    expect(text("H02_next")).toContain("Settings → Payments (Einstellungen → Zahlungen)");
    speak("de", "en");
    expect(text("H02_next")).toContain("Einstellungen → Zahlungen (Settings → Payments)");
    speak("fr", "es");
    expect(text("H02_next")).toContain("Réglages → Paiements (Ajustes → Pagos)");
  });

  it("has one name where the shop speaks the reader's language, or nobody knows which it speaks", () => {
    const alone = text("H02_next");
    for (const shop of ["en", null] as const) {
      speak("en", shop);
      expect(text("H02_next")).toBe(alone);
    }
  });

  it("has one name where both call it the same", () => {
    speak("en", "de");
    expect(text("D01_next")).toContain("Settings → Permalinks (Einstellungen → Permalinks)");
    expect(withShopsNames("choose “Live”")).toBe("choose “Live”");
  });

  it("keeps what is chosen there together with its quotation marks", () => {
    speak("en", "de");
    expect(text("D01_next")).toContain("“Post name” (Beitragsname)");
    expect(text("F03_next")).toContain("Read/Write (Lesen/Schreiben)");
    speak("de", "en");
    expect(text("F03_next")).toContain("„Lesen/Schreiben“ (Read/Write)");
    speak("fr", "en");
    expect(text("D01_next")).toMatch(/«\s?Titre de la publication\s?» \(Post name\)/u);
  });

  it("is left alone where the word is no name", () => {
    speak("de", "en");
    expect(withShopsNames("Aktivieren Sie Meum.")).toBe("Aktivieren Sie Meum.");
  });

  it("stays English alone in what support reads", () => {
    speak("de", "fr");
    const told = inEnglish(() => say({ key: "H02_next", args: {} }, { now: 0 }));
    expect(told).toContain("Settings → Payments");
    expect(told).not.toContain("(");
  });
});

describe.each(LANGUAGES)("in %s", (language) => {
  it("every way through menus is one that has a name in each language", () => {
    const names = MENUS.map((name) => name({}, { locale: language }));
    const ours = Object.entries(MESSAGES[language]).filter(([key]) => !OF_PLUGIN.test(key));
    for (const [key, sentence] of ours) {
      const rest = names.reduce((left, name) => left.replaceAll(name, ""), sentence).replace(FOREIGN, "");
      expect(rest, `${key}: ${sentence}`).not.toContain("→");
    }
  });

  it("every menu and every choice stands in some sentence as it is named", () => {
    const sentences = Object.entries(MESSAGES[language]).filter(([key]) => !/^(menu|choice)_/.test(key));
    for (const name of [...MENUS, ...CHOICES].map((name) => name({}, { locale: language }))) {
      expect(
        sentences.some(([, sentence]) => sentence.includes(name)),
        name,
      ).toBe(true);
    }
  });
});
