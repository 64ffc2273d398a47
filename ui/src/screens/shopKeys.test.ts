import { cleanup, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { show } from "../test/show";

afterEach(cleanup);

const KEY = "ck_0123456789abcdef0123456789abcdef01234567";
const SECRET = "cs_0123456789abcdef0123456789abcdef01234567";

describe("shop keys", () => {
  it("leave the document before they are sent", async () => {
    const { user, host, asked } = await show("shop-keys-empty");
    await user.type(screen.getByLabelText("Consumer key"), KEY);
    await user.type(screen.getByLabelText("Consumer secret"), SECRET);
    let seen = "not sent";
    const send = host.dispatch.bind(host);
    host.dispatch = (intent) => {
      const inputs = [...document.querySelectorAll("input")].map((input) => input.value).join();
      seen = document.documentElement.outerHTML + inputs;
      return send(intent);
    };
    await user.keyboard("{Enter}");
    expect(asked()).toEqual([{ kind: "checkKeys", key: KEY, secret: SECRET }]);
    expect(seen).not.toMatch(/[cs][ks]_0123456789/);
  });

  it("hide the secret until it is uncovered, and cover it again once it is gone", async () => {
    const { user } = await show("shop-keys-empty");
    const box = screen.getByLabelText("Consumer secret");
    expect(box).toHaveAttribute("type", "password");
    await user.type(box, SECRET);
    await user.click(screen.getByRole("button", { name: "Show the secret" }));
    expect(box).toHaveAttribute("type", "text");
    await user.clear(box);
    expect(box).toHaveAttribute("type", "password");
  });

  it("are checked again with empty boxes when they are held", async () => {
    const { user, asked } = await show("shop-keys-wrong-secret");
    expect(screen.getByText(/ending …0112233 is still here/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Check my keys" }));
    expect(asked()).toEqual([{ kind: "checkKeys", key: "", secret: "" }]);
  });

  it("that work lead on with Continue", async () => {
    const { user, asked } = await show("shop-keys-passed");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(asked()).toEqual([{ kind: "continue" }]);
  });

  it("that may only look can be checked again, or taken as they are", async () => {
    const { user, asked } = await show("shop-keys-read-only");
    await user.click(screen.getByRole("button", { name: "Check again" }));
    await user.click(screen.getByRole("button", { name: "Go on and do it by hand later" }));
    expect(asked()).toEqual([{ kind: "tryAgain" }, { kind: "continue" }]);
  });

  it("that work can be replaced by others", async () => {
    const { user, asked } = await show("shop-keys-passed");
    await user.click(screen.getByRole("button", { name: "Use other keys" }));
    await user.type(screen.getByLabelText("Consumer key"), `${KEY} ${SECRET}`);
    await user.click(screen.getByRole("button", { name: "Check my keys" }));
    expect(asked()).toEqual([{ kind: "checkKeys", key: `${KEY} ${SECRET}`, secret: "" }]);
  });

  it("of a connected shop are replaced at once, and the new pair takes the boxes' place", async () => {
    const { user, asked, play } = await show("shop-keys-replacing");
    await user.type(screen.getByLabelText("Consumer key"), KEY);
    await user.click(screen.getByRole("button", { name: "Check my keys" }));
    expect(asked()).toEqual([{ kind: "checkKeys", key: KEY, secret: "" }]);
    await play("shop-keys-busy");
    await play("shop-keys-replacing");
    expect(screen.queryByLabelText("Consumer key")).toBeNull();
    expect(screen.getByRole("button", { name: "Continue" })).toBeEnabled();
  });

  it("move the cursor to the box that needs another look", async () => {
    const { user, play } = await show("shop-keys-empty");
    await user.click(screen.getByRole("button", { name: "Check my keys" }));
    await play("shop-keys-wrong-secret");
    const box = screen.getByLabelText("Consumer secret");
    expect(box).toHaveFocus();
    expect(box).toBeInvalid();
    expect(box).toHaveAccessibleDescription(/The secret doesn't belong to this key/);
  });
});
