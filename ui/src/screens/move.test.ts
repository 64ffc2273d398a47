import { cleanup, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { show } from "../test/show";

afterEach(cleanup);

describe("a connected shop that names another address", () => {
  it("is one press away from saying that it has moved, on the panel and before connecting", async () => {
    for (const name of ["panel-moved", "review-shop-moved"]) {
      const { user, asked } = await show(name);
      await user.click(screen.getByRole("button", { name: "My shop has moved" }));
      expect(asked()).toEqual([{ kind: "askToMove" }]);
      cleanup();
    }
  });

  it("is looked for at the address on the page only with the merchant's word", async () => {
    const { user, asked } = await show("move");
    expect(screen.getByRole("heading", { level: 1 }).parentElement).toHaveFocus();
    const main = within(screen.getByRole("main"));
    expect(main.getByText("https://corner-shop.example")).toBeVisible();
    expect(main.getByText("https://new-shop.example/boutique")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Look for it there" }));
    expect(asked()).toEqual([]);
    await user.click(screen.getByRole("checkbox"));
    await user.click(screen.getByRole("button", { name: "Look for it there" }));
    expect(asked()).toEqual([{ kind: "move", knowing: true }]);
    await user.keyboard("{Escape}");
    expect(asked().at(-1)).toEqual({ kind: "stay" });
  });

  it("asks for the extra password that is there on the same page, with the word given", async () => {
    const { user, asked } = await show("move-extra-password");
    await user.type(screen.getByLabelText("User name"), "staging");
    await user.type(screen.getByLabelText("Password"), "open sesame");
    await user.click(screen.getByRole("button", { name: "Go on with this password" }));
    expect(asked()).toEqual([]);
    await user.click(screen.getByRole("checkbox"));
    await user.click(screen.getByRole("button", { name: "Go on with this password" }));
    expect(asked()).toEqual([{ kind: "enterExtraPassword", user: "staging", password: "open sesame" }]);
    expect(screen.getByLabelText("Password")).toHaveValue("");
  });

  it("that is not there says so on the page", async () => {
    await show("move-not-there");
    expect(screen.getByRole("main").querySelector("[data-code=A08]")).toBeVisible();
  });
});
