import { describe, expect, it } from "vitest";
import { found, type Worded } from "./troubles";

const one = (scenario: Worded["scenario"], code: Worded["code"], fixer: Worded["fixer"], title: string) =>
  ({ scenario, code, fixer, title, means: "", step: "yourShop" }) as unknown as Worded;

const ALL = [
  one("plainPermalinks", "D01", "you", "One WordPress setting hides your shop from apps"),
  one("noRewriting", "D02", "webHost", "Die Adressen Ihres Shops führen ins Leere"),
  one("maintenance", "C06", "wait", "The shop is in maintenance mode"),
  one("storeMoved" as Worded["scenario"], "H09", "youOrMeum", "The shop has another address"),
];
const codes = (search: string) =>
  found(ALL, search).flatMap(({ troubles }) => troubles.map(({ code }) => code));

describe("troubles are found", () => {
  it.each([
    ["by their code, in capitals or not", "d01", ["D01"]],
    ["by the beginning of a code", "D0", ["D01", "D02"]],
    ["by a word", "maintenance", ["C06"]],
    ["by several words in any order", "shop setting", ["D01"]],
    ["without their accents", "fuhren", ["D02"]],
    ["whatever blanks stand around", "  mode ", ["C06"]],
    ["all of them where nothing is searched for", " ", ["D01", "H09", "D02", "C06"]],
    ["not at all where no word fits", "unicorn", []],
  ])("%s", (_, search, expected) => {
    expect(codes(search)).toEqual(expected);
  });

  it("in groups of who can put them right, the merchant first", () => {
    expect(found(ALL, "").map(({ fixer }) => fixer)).toEqual(["you", "youOrMeum", "webHost", "wait"]);
  });
});
