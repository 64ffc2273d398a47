import { cleanup, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { WizardView } from "../contract/WizardView";
import { samples, show } from "../test/show";
import { saysOf } from "../words/say";

afterEach(cleanup);

const names = (): string[] => screen.getAllByRole("button").map((button) => button.textContent?.trim() ?? "");

/** The steps on which something only looks, with something in the way. */
const stopped: [string, WizardView][] = samples.flatMap(({ name, view }) => {
  const wizard = view.screen.kind === "wizard" ? view.screen : null;
  const looks = wizard?.step.kind === "yourShop" || wizard?.step.kind === "shopKeys";
  return wizard?.problem && looks && wizard.doing === null ? [[name, wizard]] : [];
});

describe("what is done once more has one name on a step", () => {
  it("is met on many samples", () => expect(stopped.length).toBeGreaterThan(80));

  it.each(stopped)("%s", async (name, wizard) => {
    await show(name);
    const { next } = saysOf(wizard.problem!, { now: 0 });
    const buttons = names();
    const asks = wizard.problem!.extraPassword !== null;
    for (const [said, called] of [
      [/\bcheck again\b/i, "Check again"],
      [/\btry again\b/i, "Try again"],
    ] as const)
      if (said.test(next) && !asks) expect(buttons, next).toContain(called);
    const again = buttons.filter((button) => /^(Check again|Try again)$/.test(button));
    expect(again.length, again.join()).toBeLessThanOrEqual(1);
    expect(buttons).not.toContain("Check my shop");
    // After an approval that led nowhere, the keys that are pasted then are checked for the first time.
    expect(buttons.includes("Check my keys")).toBe(wizard.problem!.again === "keys_check");
  });
});
