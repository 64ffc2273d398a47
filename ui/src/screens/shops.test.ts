import { cleanup, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { ShopsView } from "../contract/ShopsView";
import { sample, show } from "../test/show";

afterEach(cleanup);

const SHOPS: ShopsView = {
  total: 30,
  search: "",
  found: 30,
  shops: [
    { id: "shop-1", name: "Lamps", host: "lamps.example", headline: "cantPayYet", current: false },
    { id: "shop-2", name: "Hats", host: "hats.example", headline: "canPay", current: true },
    { id: "shop-3", name: null, host: null, headline: null, current: false },
  ],
};

function withShops() {
  return { ...sample("panel-all-well"), shops: SHOPS };
}

describe("the list of shops", () => {
  it("is not there with one shop, and one more is a press away", async () => {
    const { user, asked } = await show("panel-all-well");
    expect(screen.queryByRole("navigation", { name: "Your shops" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Connect another shop" }));
    expect(asked()).toEqual([{ kind: "addShop" }]);
  });

  it("says of each shop in a word how it stands, and opens it", async () => {
    const { user, asked } = await show(withShops());
    await user.click(screen.getByRole("button", { name: "Your shops (30)" }));
    const list = within(screen.getByRole("navigation", { name: "Your shops" }));
    expect(list.getByRole("button", { name: /Lamps.*can't pay/ })).toBeVisible();
    expect(list.getByRole("button", { name: /Hats/ })).toHaveAttribute("aria-current", "true");
    expect(list.getByRole("button", { name: /A new shop.*Not connected yet/ })).toBeVisible();
    expect(list.getByText(/27 more fit/)).toBeVisible();
    await user.click(list.getByRole("button", { name: /Lamps/ }));
    expect(asked()).toEqual([{ kind: "openShop", id: "shop-1" }]);
    expect(screen.queryByRole("searchbox")).toBeNull();
    expect(list.getByRole("button", { name: /Your shops/ })).toHaveAttribute("aria-expanded", "false");
  });

  it("keeps every letter, however late the list of the letter before comes", async () => {
    const { user, play } = await show(withShops());
    await user.click(screen.getByRole("button", { name: "Your shops (30)" }));
    const box = screen.getByRole("searchbox");
    await user.type(box, "la");
    await play({ ...withShops(), shops: { ...SHOPS, search: "l" } });
    await user.type(box, "m");
    expect(box).toHaveValue("lam");
  });

  it("is searched, and closed with Escape without leaving the page", async () => {
    const { user, asked } = await show(withShops());
    const opener = screen.getByRole("button", { name: "Your shops (30)" });
    await user.click(opener);
    await user.type(screen.getByRole("searchbox"), "la");
    expect(asked()).toEqual([
      { kind: "searchShops", text: "l" },
      { kind: "searchShops", text: "la" },
    ]);
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("searchbox")).toBeNull();
    expect(opener).toHaveFocus();
  });
});
