import { cleanup, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { View } from "../contract/View";
import { cardOf, sample, show, TRY_AGAIN, wizard, top } from "../test/show";

afterEach(cleanup);

function cannotStart(code: string): View {
  return sample(code === "S02" ? "cannot-start-notes" : `problem-${code}`);
}

describe("an app that cannot start", () => {
  it.each(["S02", "S09"])("tries again what may have passed: %s", async (code) => {
    const { user, asked, play } = await show(cannotStart(code));
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(asked()).toEqual([{ kind: "tryAgain" }]);
    await play({ ...sample("cannot-start"), screen: { kind: "starting" } });
    await play(cannotStart(code));
    expect(top()).toHaveFocus();
    expect(screen.getByRole("status")).toHaveTextContent(code === "S02" ? /its notes/ : /open already/);
  });

  it.each(["S01", "S03", "S07"])("has nothing to press where nothing helps: %s", async (code) => {
    await show(cannotStart(code));
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });
});

describe("a password store that failed on the hand-over", () => {
  it.each([
    ["H12", true],
    ["H14", true],
    ["H21", true],
    ["H22", true],
    ["H12", false],
    ["H22", false],
  ])("is tried again with what failed: %s, keeping comes first %s", async (code, keepsFirst) => {
    const view = wizard("hand-over", {
      problem: { ...cardOf(code), button: TRY_AGAIN, otherwise: null },
    });
    if (view.screen.kind === "wizard" && view.screen.step.kind === "handOver")
      view.screen.step.keepsFirst = keepsFirst;
    const { user, asked } = await show(view);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(asked()).toEqual([keepsFirst ? { kind: "tryAgain" } : { kind: "handOver", switchOn: true }]);
  });
});
