import { screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { exact, length, moment } from "../app/time";
import type { Language } from "../contract/Language";
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

  it.each(samples.filter(({ view }) => view.support.told).map(({ name }) => name))(
    "of %s shows support's report in English whatever it speaks",
    async (name) => {
      const { play } = await show(name);
      const english = screen.getByTestId("support-report").querySelector("pre")?.textContent;
      await play({ ...sample(name), language: "fr" });
      expect(screen.getByTestId("support-report").querySelector("pre")).toHaveTextContent(english ?? "", {
        normalizeWhitespace: false,
      });
    },
  );
});

describe("moments and lengths", () => {
  it.each([
    ["de", "2. März 2026 09:02 UTC", "3 Stunden 12 Minuten"],
    ["es", "2 mar 2026 09:02 UTC", "3 horas 12 minutos"],
    ["fr", "2 mars 2026 09:02 UTC", "3 heures 12 minutes"],
  ] as [Language, string, string][])("are %s's own", (tag, at, lasts) => {
    speak(tag);
    expect(exact(AT)).toBe(at);
    expect(length(3 * 3600 + 12 * 60)).toBe(lasts);
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
