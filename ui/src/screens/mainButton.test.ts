import { cleanup } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { MainButton } from "../contract/MainButton";
import { sample, samples, show } from "../test/show";

afterEach(cleanup);

/** What stands out on the page: filled, or red where it takes something away. */
const drawn = (): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>("button.primary, button.danger"),
];

describe("at most one button stands out, and it is the one the core names", () => {
  it.each(samples.map((sample) => sample.name))("%s", async (name) => {
    const main = sample(name).main;
    await show(name);
    const buttons = drawn();
    expect(buttons.map((button) => button.textContent?.trim())).toHaveLength(main === "nothing" ? 0 : 1);
  });
});

describe("the button that stands out is the one that the text names", () => {
  const cases: [string, MainButton, string | null][] = [
    ["review", "foot", "Connect"],
    ["review-answer-lost", "foot", "Ask Meum"],
    ["review-answer-lost-connected", "again", "Connect again"],
    ["review-empty-answer", "again", "Connect again"],
    ["review-refused", "card", "Use another connection key"],
    ["hand-over", "foot", "Put them into my shop"],
    ["hand-over-no-key", "half", "Connect again"],
    ["hand-over-no-secret", "half", "Connect again"],
    ["hand-over-answer-lost", "card", "Ask Meum"],
    ["your-shop-misspelt", "card", "Try corner-shop.com"],
    ["your-shop-maintenance", "foot", "Check again"],
    ["problem-F06", "note", "Copy a note for your web host"],
    ["problem-C03", "note", "Copy a note for your web host"],
    ["problem-F07", "note", "Copy a note for your developer"],
    ["panel-firewall", "check", "Check now"],
    ["panel-webhook-failing", "note", "Copy a note for your web host"],
    ["panel-hand-over-pending", "handOver", "Finish in my shop"],
    ["panel-payout-missing", "payouts", "Open Merchant Admin"],
    ["panel-keys-revoked", "card", "Use other keys"],
    ["panel-all-well", "nothing", null],
    ["disconnect", "foot", "Disconnect"],
    ["disconnect-key-refused", "card", "Write to Meum support"],
    ["disconnect-answer-lost", "card", "Try again"],
    ["ended-vault-locked", "card", "Try again"],
  ];
  it.each(cases)("%s: %s", async (name, main, words) => {
    expect(sample(name).main).toBe(main);
    await show(name);
    const [button] = drawn();
    expect(button?.textContent?.replace("(opens in your browser)", "").trim() ?? null).toBe(words);
  });
});

it("nothing but the panel's own button checks now", () => {
  for (const { name, view } of samples.filter(({ view }) => view.screen.kind === "panel"))
    expect(JSON.stringify(view.screen), name).not.toContain('"kind":"checkNow"');
});
