import { cleanup, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { panel, sample, show } from "../test/show";
import { STRIP_WORDS, stretches } from "./panel/strip";

afterEach(cleanup);

function strips(): HTMLElement[] {
  return within(screen.getByRole("table", { name: "The details" })).getAllByRole("img");
}

async function unfold(user: { click: (element: Element) => Promise<void> }): Promise<void> {
  await user.click(screen.getByRole("button", { name: "What happened" }));
}

function troubles(): string[] {
  const section = screen.getByRole("region", { name: "What happened" });
  return within(section)
    .getAllByRole("listitem")
    .map((item) => item.textContent.replace(/\s+/g, " ").trim())
    .filter((text) => text.includes(":"));
}

describe("the history on the panel", () => {
  it("has a strip under each line that says in words what it shows", async () => {
    await show("panel-with-a-past");
    expect(strips()).toHaveLength(7);
    const shop = strips()[0]!.getAttribute("aria-label")!;
    expect(shop).toMatch(/not working from .+ for \d+ hours?/);
    expect(shop).toContain("this computer slept");
  });

  it("lists what goes on still first, with its code and how long", async () => {
    const { user } = await show("panel-with-a-past");
    await unfold(user);
    const [first, second] = troubles();
    expect(first).toMatch(/^Payment updates: Not working H04 since .+\(/);
    expect(second).toMatch(/^Shop reachable: Not working C03 .+ to .+\(2 hours\)$/);
  });

  it("goes back as far as is chosen", async () => {
    const { user } = await show("panel-with-a-past");
    const shown = () => strips().map((strip) => strip.getAttribute("aria-label"));
    const day = shown();
    await unfold(user);
    await user.click(screen.getByRole("radio", { name: "7 days" }));
    expect(shown()).not.toEqual(day);
    expect(shown()[0]).toContain("the app was closed");
  });

  it("says that nothing went wrong only as far as anybody looked", async () => {
    const { user } = await show("panel-all-well");
    await unfold(user);
    expect(screen.getByText(/as far as this app was open to see/)).toBeVisible();
    expect(troubles()).toEqual([]);
  });

  it("says that some of it cannot be read", async () => {
    const view = sample("panel-with-a-past");
    if (view.screen.kind === "panel") view.screen.history.damaged = true;
    const { user } = await show(view);
    await unfold(user);
    expect(screen.getByText(/can't be read any more/)).toBeVisible();
  });

  it("unfolds the troubles that are not in sight", async () => {
    const view = panel("panel-with-a-past", {});
    if (view.screen.kind === "panel") {
      const one = view.screen.history.troubles[1]!;
      view.screen.history.troubles = [1, 2, 3, 4, 5].map((hour) => ({
        ...one,
        from: one.from - hour * 3_600_000,
      }));
    }
    const { user } = await show(view);
    await unfold(user);
    expect(troubles()).toHaveLength(3);
    await user.click(screen.getByRole("button", { name: "Show 2 more" }));
    expect(troubles()).toHaveLength(5);
    expect(screen.getByRole("button", { name: "Show fewer" })).toHaveAttribute("aria-expanded", "true");
  });
});

describe("a strip", () => {
  it("joins pieces that show the same, and takes an unknown letter for not looked at", () => {
    const line = { id: "shop", marks: "wwn-?" } as const;
    expect(stretches(line).map(({ mark, at, pieces }) => [mark, at, pieces])).toEqual([
      ["working", 0, 2],
      ["notWorking", 2, 1],
      ["notChecked", 3, 2],
    ]);
    expect(new Set(Object.values(STRIP_WORDS).map((word) => word())).size).toBe(9);
  });
});
