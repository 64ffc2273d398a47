import { cleanup, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { show } from "../test/show";

afterEach(cleanup);

const button = (name: string | RegExp) => screen.getByRole("button", { name });

describe("approving in WordPress", () => {
  it("leads where the shop offers it, with keys beside it", async () => {
    const { user, asked } = await show("approve-offer");
    expect(screen.queryByLabelText("Consumer key")).toBeNull();
    await user.click(button("Use keys instead"));
    await user.click(button("Approve in WordPress"));
    expect(asked()).toEqual([
      { kind: "approve", wish: "useKeys" },
      { kind: "approve", wish: "begin" },
    ]);
  });

  it("waits with a way to open the page again, to copy its address, to use keys, and to stop", async () => {
    const { user, asked } = await show("approve-waiting");
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Now approve it in your browser");
    expect(screen.queryByRole("button", { name: "Approve in WordPress" })).toBeNull();
    await user.click(button(/^Open the page again/));
    await user.click(button("Copy the address"));
    await user.click(button("Try the other way"));
    await user.click(button("Use keys instead"));
    await user.click(button("Cancel"));
    expect(asked()).toEqual([
      { kind: "approve", wish: "openAgain" },
      { kind: "approve", wish: "copyAddress" },
      { kind: "approve", wish: "otherWay" },
      { kind: "approve", wish: "useKeys" },
      { kind: "cancel" },
    ]);
  });

  it("says so where no browser opened", async () => {
    const { play } = await show("approve-waiting");
    expect(screen.queryByText(/No browser opened/)).toBeNull();
    await play("approve-not-shown");
    expect(screen.getByText(/No browser opened/)).toBeVisible();
  });

  it("is asked for once more after a no", async () => {
    const { user, asked } = await show("approve-rejected");
    await user.click(button("Approve in WordPress"));
    expect(asked()).toEqual([{ kind: "approve", wish: "begin" }]);
  });

  it("checks what was approved again where the password store was locked", async () => {
    const { user, asked } = await show("approve-locked");
    await user.click(button("Try again"));
    expect(asked()).toEqual([{ kind: "tryAgain" }]);
  });

  it("gives way to the boxes where what was approved leads nowhere", async () => {
    const { user, asked } = await show("approve-kept-out");
    expect(screen.getByLabelText("Consumer key")).toBeVisible();
    // The card says that WordPress takes none, so another approval is not offered beside it.
    expect(screen.queryByRole("button", { name: /^Approve in WordPress instead/ })).toBeNull();
    await user.click(button(/^Make a key in WooCommerce/));
    expect(asked()).toEqual([{ kind: "open", link: "keyPage" }]);
  });

  it("is offered below the boxes where keys were chosen", async () => {
    await show("approve-use-keys");
    expect(screen.getByLabelText("Consumer key")).toBeVisible();
    expect(button(/^Approve in WordPress instead/)).toBeVisible();
  });

  it("says what was approved, by whom and on which day, under a heading of its own", async () => {
    await show("approve-approved");
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Your shop lets this app in");
    expect(screen.getByText(/^Approved in WordPress by anna \(\d+ \w+ \d{4}\)$/)).toBeVisible();
    expect(screen.queryByText(/Make a key/)).toBeNull();
  });

  it("switches the plugin on at one press, on the step and on the panel", async () => {
    for (const name of ["hand-over-plugin-off-approved", "panel-plugin-off"]) {
      const { user, asked } = await show(name);
      await user.click(button("Switch it on"));
      expect(asked()).toEqual([{ kind: "switchPluginOn" }]);
      cleanup();
    }
  });
});
