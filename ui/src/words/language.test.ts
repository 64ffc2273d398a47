import { screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { exact, length, moment } from "../app/time";
import type { Language } from "../contract/Language";
import { told } from "../gallery/samples";
import { m } from "../paraglide/messages.js";
import { sample, samples, show } from "../test/show";
import { inEnglish, language, speak } from "./language.svelte";

afterEach(() => speak("en"));

const AT = Date.UTC(2026, 2, 2, 9, 2);

describe("the page", () => {
  it("speaks the language of the view, and another one as soon as it is chosen", async () => {
    const { play } = await show("settings");
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Settings");
    for (const [tag, heading] of [
      ["de", "Einstellungen"],
      ["es", "Ajustes"],
      ["fr", "Réglages"],
    ] as [Language, string][]) {
      await play({ ...sample("settings"), language: tag });
      expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent(heading);
      expect(document.documentElement.lang).toBe(tag);
    }
  });

  it("is asked for another language by its own name, or for the computer's", async () => {
    const { user, asked } = await show("settings");
    const choice = screen.getByRole("combobox", { name: "Language" });
    await user.selectOptions(choice, "Deutsch");
    await user.selectOptions(choice, "As on this computer (English)");
    expect(asked()).toEqual([
      { kind: "prefer", choice: { what: "language", language: "de" } },
      { kind: "prefer", choice: { what: "language", language: null } },
    ]);
  });

  it("shows support's report in English whatever it speaks", async () => {
    const { play } = await show(told(sample("panel-three-at-once")));
    const report = () => screen.getByTestId("support-report").querySelector("pre")?.textContent;
    const english = report();
    await play({ ...told(sample("panel-three-at-once")), language: "fr" });
    expect(screen.getByTestId("support-report")).toHaveAccessibleName(m.support_heading());
    expect(report()).toBe(english);
  });

  it.each(samples.map(({ name }) => name))("leaves nothing of %s in English", async (name) => {
    const { play, container } = await show(name);
    const english = new Set(words(container));
    if (name !== "starting") expect(english.size).toBeGreaterThan(0);
    await play({ ...sample(name), language: "de" });
    const outside = JSON.stringify(sample(name));
    const left = words(container).filter((text) => english.has(text) && !outside.includes(text));
    expect(left).toEqual([]);
  });
});

/** What a page says, without what is no language's: addresses, codes, technical lines. What was read aloud is over. */
function words(page: Element): string[] {
  const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const said: string[] = [];
  while (texts.nextNode()) {
    const { parentElement, textContent } = texts.currentNode;
    if (parentElement?.closest("pre, code, .mono, [lang='en']:not(html), [aria-live]")) continue;
    const text = textContent?.trim() ?? "";
    if ((text.replaceAll(/\S+\.\S+|[“„«].*[”“»]/g, "").match(/\b[a-z]{3,}\b/g) ?? []).length > 1)
      said.push(text);
  }
  return said;
}

describe("moments and lengths", () => {
  it.each([
    ["de", "2. März 2026 09:02 UTC", "3 Stunden 12 Minuten"],
    ["es", "2 mar 2026 09:02 UTC", "3 horas 12 minutos"],
    ["fr", "2 mars 2026 09:02 UTC", "3 heures 12 minutes"],
  ] as [Language, string, string][])("are %s's own", (tag, at, lasts) => {
    speak(tag);
    expect(exact(AT)).toBe(at);
    expect(length(3 * 3600 + 12 * 60).replaceAll("\u00A0", " ")).toBe(lasts);
    expect(moment(AT, AT)).toBe("09:02");
  });
});

it("what is written in English for support leaves the page its language, also where it fails", () => {
  speak("de");
  expect(inEnglish(() => m.settings_language())).toBe("Language");
  expect(m.settings_language()).toBe("Sprache");
  expect(() =>
    inEnglish(() => {
      throw new Error("no words");
    }),
  ).toThrow();
  expect(language()).toBe("de");
});
