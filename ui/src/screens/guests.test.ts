import { cleanup, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { show } from "../test/show";

afterEach(cleanup);

const SHUT = "Payment updates are kept out by Shield Security";

describe("an address for payment updates that is shut", () => {
  it("is said before connecting, unfolded, with the choice that needs no change in the shop", async () => {
    const { user, asked } = await show("review-webhook-shut-other-open");
    expect(screen.getByText(SHUT)).toBeVisible();
    expect(screen.getByText(/nothing in your shop has to change/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Connect" })).toBeEnabled();
    await user.click(screen.getByRole("button", { name: "Use the plugin's other address" }));
    expect(asked()).toEqual([{ kind: "chooseWebhook", form: "older", custom: "" }]);
  });

  it("names the plugin's own setting where there is no other address", async () => {
    await show("review-webhook-shut");
    expect(screen.getByText(/add “meum” to its exclusions/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Use the plugin's other address" })).toBeNull();
    expect(screen.getByRole("button", { name: "Connect" })).toBeEnabled();
  });

  it("shows the address that a remark has chosen as the chosen one", async () => {
    const { user, play } = await show("review-webhook-shut-other-open");
    await user.click(screen.getByText("Does your Meum plugin show another address?"));
    expect(screen.getByLabelText("The usual address")).toBeChecked();
    await play("review-webhook-older");
    expect(screen.getByLabelText("The address of older Meum plugins")).toBeChecked();
  });

  it("has a line of its own on the panel, beside Meum's word", async () => {
    const { user, asked } = await show("panel-webhook-shut-other-open");
    const line = document.querySelector<HTMLElement>("[data-line=wayIn]")!;
    expect(within(line).getByText("H25")).toBeVisible();
    expect(screen.getByText(/choose the plugin's other address/)).toBeVisible();
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Payments need attention");
    await user.click(screen.getAllByRole("button", { name: "Connect again" })[0]!);
    expect(asked()).toEqual([{ kind: "replaceMeumKey" }]);
    const updates = document.querySelector<HTMLElement>("[data-line=webhook]")!;
    expect(within(updates).getByText("Waiting")).toBeVisible();
  });
});

describe("a shop that is shut to shoppers", () => {
  it("never stands under Shoppers can pay", async () => {
    await show("panel-shut-to-shoppers");
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Payments need attention");
    const line = document.querySelector<HTMLElement>("[data-line=shop]")!;
    expect(within(line).getByText("D15")).toBeVisible();
    expect(screen.getByText(/Shoppers see “coming soon”/)).toBeVisible();
  });
});

describe("a sign-in that was moved", () => {
  it("is said above the button that leads nowhere without it", async () => {
    await show("shop-keys-sign-in-first");
    expect(screen.getByText(/Sign in first the way you always do/)).toBeVisible();
    cleanup();
    await show("shop-keys-empty");
    expect(screen.queryByText(/Sign in first/)).toBeNull();
  });
});
