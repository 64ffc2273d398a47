import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { PLAYABLE } from "../contract/troubles";
import { sample, show } from "../test/show";

async function drawer() {
  const shown = await show("practice-panel");
  await shown.user.click(screen.getByRole("button", { name: "Practice options" }));
  const box = within(screen.getByRole("complementary", { name: "Practice options" }));
  return { ...shown, box, search: box.getByRole("searchbox", { name: /code or a word/ }) };
}

describe("every trouble", () => {
  it("stands in a group of who can put it right, folded until it is wanted", async () => {
    const { box, user } = await drawer();
    const groups = box.getAllByRole("button", { name: /\(\d+\)$/ });
    const counts = groups.map((group) => Number(/\((\d+)\)$/.exec(group.textContent)?.[1]));
    expect(counts.reduce((sum, count) => sum + count)).toBe(PLAYABLE.length);
    expect(groups.every((group) => group.getAttribute("aria-expanded") === "false")).toBe(true);
    await user.click(box.getByRole("button", { name: /^You \(/ }));
    expect(box.getByRole("radio", { name: /One WordPress setting hides your shop/ })).toBeVisible();
  });

  it("is found by its code and played", async () => {
    const { box, user, search, asked } = await drawer();
    await user.type(search, "d01");
    await user.click(box.getByRole("radio", { name: /Code D01, first met at “Your shop”/ }));
    expect(asked()).toContainEqual({ kind: "practise", scenario: "plainPermalinks" });
  });

  it("of the first list is found by its code as well, and marked while it goes on", async () => {
    const { box, user, search, asked, play } = await drawer();
    await user.type(search, "g11");
    const found = () => box.getByRole("radio", { name: /Code G11/ });
    await user.click(found());
    expect(asked()).toContainEqual({ kind: "practise", scenario: "payoutMissing" });
    const view = sample("practice-panel");
    await play({ ...view, practice: { ...view.practice!, scenario: "payoutMissing" } });
    expect(found()).toBeChecked();
    expect(box.getByRole("radio", { name: "The payout wallet is missing" })).toBeChecked();
    expect(box.getByRole("radio", { name: "All is well" })).not.toBeChecked();
  });

  it("is found by a word of its title or its meaning", async () => {
    const { box, user, search } = await drawer();
    await user.type(search, "maintenance");
    expect(box.getByRole("radio", { name: /Code C06/ })).toBeVisible();
  });

  it("says so where nothing has that word", async () => {
    const { box, user, search } = await drawer();
    await user.type(search, "unicorn");
    expect(box.getByText("No trouble has this word or code.")).toBeVisible();
  });
});
