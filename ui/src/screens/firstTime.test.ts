import { cleanup, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { sample, show, wizard } from "../test/show";

afterEach(cleanup);

describe("a page that opens in the browser", () => {
  const opened = (ago: number) => {
    const view = sample("shop-keys-opening");
    if (view.opening === null) throw new Error("nothing is opened");
    return { ...view, opening: { ...view.opening, at: Date.now() - ago } };
  };

  it("is said to open, and after a moment its address is there to copy", async () => {
    // Later than now, so that a slow computer sees the first moment, too.
    const { unmount } = await show(opened(-600_000));
    const first = screen.getByRole("complementary", { name: "Opening your browser…" });
    expect(first).toBeVisible();
    expect(screen.getByRole("status")).toHaveTextContent("Opening your browser…");
    expect(within(first).queryByRole("button", { name: "Copy the address" })).toBeNull();
    unmount();
    const { user, asked } = await show(opened(4000));
    const bar = screen.getByRole("complementary", { name: /^Did nothing open/ });
    expect(within(bar).getByText(/^https:\/\/corner-shop\.example\/wp-admin/)).toBeVisible();
    await user.click(within(bar).getByRole("button", { name: "Copy the address" }));
    await user.click(within(bar).getByRole("button", { name: "Close" }));
    expect(asked()).toEqual([{ kind: "copyOpened" }, { kind: "closeNotice" }]);
  });

  it("has its address in the written way as well", async () => {
    const { user, asked } = await show("shop-keys-empty");
    await user.click(screen.getByText("The button doesn't work? Find the page yourself"));
    await user.click(screen.getByRole("button", { name: "Copy the address" }));
    expect(asked()).toEqual([{ kind: "copyPage", link: "admin" }]);
  });
});

describe("the cursor", () => {
  it.each([
    ["your-shop-empty", "Your shop's address"],
    ["meum-key-empty", "Connection key"],
  ])("is in the only box of %s", async (name, label) => {
    await show(name);
    expect(screen.getByLabelText(label)).toHaveFocus();
  });

  it("selects the old address, so that what is typed takes its place", async () => {
    const { user } = await show("your-shop-failed");
    await user.click(screen.getByRole("button", { name: "Change the address" }));
    await user.keyboard("other.example");
    expect(screen.getByLabelText("Your shop's address")).toHaveValue("other.example");
  });
});

describe("the same problem once more", () => {
  it("is said on its card, and aloud", async () => {
    const before = wizard("shop-keys-same-again", { stillAt: null });
    const { play } = await show(before);
    await play(wizard("shop-keys-same-again", { stillAt: Date.now() }));
    const card = screen.getByRole("group", { name: "The shop doesn't know this key" });
    expect(within(card).getByText("Checked again just now, still the same.")).toBeVisible();
    expect(screen.getByRole("status")).toHaveTextContent("Checked again just now, still the same.");
  });
});

describe("practice", () => {
  it("offers beside the empty box what to type, and no longer once it is filled", async () => {
    const { user } = await show("practice-your-shop");
    await user.click(screen.getByRole("button", { name: /^Fill in: For practice, take https:/ }));
    expect(screen.getByLabelText("Your shop's address")).toHaveValue("https://corner-shop.example");
    expect(screen.queryByRole("button", { name: /^Fill in: For practice/ })).toBeNull();
    cleanup();
    await show("your-shop-empty");
    expect(screen.queryByRole("button", { name: /^Fill in/ })).toBeNull();
  });
});

describe("what looks like what it is not", () => {
  it("is gone: needs have no ticks, a typo has nobody to mend it, a picture says that it is one", async () => {
    const { unmount } = await show("welcome");
    const needs = within(screen.getByRole("region", { name: "What you need" }));
    expect(needs.getByRole("list").querySelector("svg")).toBeNull();
    unmount();
    const typo = await show("your-shop-not-an-address");
    expect(screen.queryByText(/Who can fix it/)).toBeNull();
    typo.unmount();
    await show("shop-keys-empty");
    expect(screen.getByText(/^A picture of WooCommerce's page/)).toBeInTheDocument();
  });
});

describe("after disconnecting", () => {
  it("offers to switch Meum off where the app had switched it on", async () => {
    const { user, asked } = await show("ended");
    await user.click(screen.getByRole("button", { name: "Switch it off for me" }));
    expect(asked()).toEqual([{ kind: "switchOff" }]);
  });
});
