/** The language of the page. The core chooses it; until its first view comes, it is the computer's. */
import type { Language } from "../contract/Language";
import { baseLocale, isLocale, overwriteGetLocale } from "../paraglide/runtime.js";

/** What each language calls itself. */
export const NAMES: Record<Language, string> = {
  en: "English",
  de: "Deutsch",
  es: "Español",
  fr: "Français",
};

/** Whose way of writing dates and numbers, where the computer has another language. */
const WAYS: Record<Language, string> = { en: "en-GB", de: "de-DE", es: "es-ES", fr: "fr-FR" };

let chosen = $state<Language>(ofComputer());
let ofShop = $state<Language | null>(null);
let forced: Language | null = null;

// Whoever asks for a message in a page is asked again when the language changes.
overwriteGetLocale(() => language());

function ofComputer(): Language {
  const [tag] = navigator.language.split("-");
  return isLocale(tag) ? tag : baseLocale;
}

export function language(): Language {
  const now = chosen;
  return forced ?? now;
}

/** From now on, the page speaks this language; the shop on it has its menus in that one, as far as is known. */
export function speak(language: Language, shop: Language | null = null): void {
  chosen = language;
  ofShop = shop;
  document.documentElement.lang = language;
}

/** The language of the shop's menus. What support reads gives English names alone. */
export function shopLanguage(): Language | null {
  const now = ofShop;
  return forced === null ? now : null;
}

/** What support reads is English, whatever language the page has. */
export function inEnglish<T>(write: () => T): T {
  forced = "en";
  try {
    return write();
  } finally {
    forced = null;
  }
}

/** The way in which dates and numbers are written: the computer's, if it speaks this language. */
export function way(): string {
  const spoken = language();
  return navigator.language.startsWith(spoken) ? navigator.language : WAYS[spoken];
}
