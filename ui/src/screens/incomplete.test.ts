import { cleanup, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { settle, show, wizard } from "../test/show";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("a request that Meum may still be working on", () => {
  async function lostFor(millis: number) {
    vi.useFakeTimers({ toFake: ["Date", "setInterval"], shouldAdvanceTime: false });
    const view = wizard("review-answer-lost-connected", {});
    if (view.screen.kind === "wizard" && view.screen.step.kind === "review" && view.screen.step.lostAnswer)
      view.screen.step.lostAnswer.againAt = Date.now() + millis;
    const shown = await show(view);
    screen.getByRole("checkbox").click();
    await settle();
    return shown;
  }

  it("is waited for, and then it can be connected again", async () => {
    await lostFor(40_000);
    const again = screen.getByRole("button", { name: "Connect again" });
    expect(again).toBeDisabled();
    expect(screen.getByText("You can connect again in 40 seconds at the earliest.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Ask Meum" })).toBeEnabled();
    vi.advanceTimersByTime(40_000);
    await settle();
    expect(again).toBeEnabled();
    expect(screen.queryByText(/You can connect again in/)).toBeNull();
    expect(screen.getByRole("status")).toHaveTextContent("You can connect again now.");
  });

  it("is not waited for because of a clock that was set back", async () => {
    await lostFor(3_600_000);
    expect(screen.getByRole("button", { name: "Connect again" })).toBeEnabled();
  });

  it("keeps a pair that may be dead from being handed over", async () => {
    const { user, asked } = await show("hand-over-answer-lost");
    expect(screen.queryByRole("button", { name: "Put them into my shop" })).toBeNull();
    expect(screen.queryByRole("button", { name: /^Copy/ })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Ask Meum" }));
    await user.click(screen.getByRole("button", { name: "Back to the panel" }));
    expect(asked()).toEqual([{ kind: "askMeum" }, { kind: "handOverLater" }]);
  });

  it("leaves a way on where there is no key left to ask with", async () => {
    const { user, asked } = await show("review-answer-lost-no-key");
    await user.click(screen.getByRole("button", { name: "Use another connection key" }));
    expect(asked()).toEqual([{ kind: "replaceMeumKey" }]);
  });
});

describe("half of what Meum issued", () => {
  it("offers what came to be copied, and nothing else", async () => {
    const { user, asked } = await show("hand-over-no-secret");
    expect(screen.getByText("The secret for your plugin didn't come")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Copy the webhook secret" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Put them into my shop" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Copy the API key" }));
    await user.click(screen.getByRole("button", { name: "Connect again" }));
    expect(asked()).toEqual([{ kind: "copy", credential: "apiKey" }, { kind: "replaceMeumKey" }]);
    cleanup();
    await show("hand-over-no-key");
    expect(screen.queryByRole("button", { name: "Copy the API key" })).toBeNull();
    expect(screen.getByRole("button", { name: "Copy the webhook secret" })).toBeVisible();
  });
});
