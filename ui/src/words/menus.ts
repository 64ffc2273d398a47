/**
 * WordPress's own names of its menus and choices, beside the reader's. They are in the language of the shop's
 * administration, and that need not be the reader's: then a sentence gives both.
 */
import type { Language } from "../contract/Language";
import { m } from "../paraglide/messages.js";
import { language, shopLanguage } from "./language.svelte";

type Name = (inputs: Record<string, never>, options: { locale: Language }) => string;

/** The menus, a longer name before one that may stand in it. */
export const MENUS: Name[] = [
  m.menu_visibility,
  m.menu_sites,
  m.menu_networkPlugins,
  m.menu_payments,
  m.menu_general,
  m.menu_permalinks,
  m.menu_reading,
  m.menu_plugins,
  m.menu_keys,
  m.choice_readWrite,
];

/** What is chosen there. These are names only where they are quoted. */
export const CHOICES: Name[] = [m.choice_activate, m.choice_postName, m.choice_live];

/** A text as a pattern that finds it. */
const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

const OPENING = "[“„«]\\s?";
const CLOSING = "\\s?[”“»]";

/** The sentence, with the shop's name behind each name of a menu or a choice, if the shop calls it otherwise. */
export function withShopsNames(sentence: string): string {
  const [here, there] = [language(), shopLanguage()];
  if (there === null || there === here) return sentence;
  const add = (whole: string, name: Name, pattern: (name: string) => string) => {
    const [ours, theirs] = [name({}, { locale: here }), name({}, { locale: there })];
    const found = new RegExp(pattern(literal(ours)), "u");
    return ours === theirs ? whole : whole.replace(found, (seen) => `${seen} (${theirs})`);
  };
  const menus = MENUS.reduce((whole, name) => add(whole, name, (ours) => `${ours}(${CLOSING})?`), sentence);
  return CHOICES.reduce((whole, name) => add(whole, name, (ours) => OPENING + ours + CLOSING), menus);
}
