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
    expect(screen.getByLabelText("Consumer key")).toHaveAttribute("placeholder", "ck_••••••••0112233");
    expect(screen.getByLabelText("Consumer secret")).toHaveAttribute("placeholder", "cs_••••••••");
    await user.click(screen.getByRole("button", { name: "Check again" }));
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
    await user.click(screen.getByRole("button", { name: "Go on, I'll put Meum's key in myself" }));
    expect(asked()).toEqual([{ kind: "tryAgain" }, { kind: "continue" }]);
  });

  it("that work can be replaced by others", async () => {
    const { user, asked, play } = await show("shop-keys-passed");
    await user.click(screen.getByRole("button", { name: "Use other keys" }));
    expect(asked()).toEqual([{ kind: "replaceKeys" }]);
    await play("shop-keys-renewing");
    expect(screen.queryByRole("list", { name: "Checks" })).toBeNull();
    expect(screen.getByRole("button", { name: "Keep the keys I have" })).toBeVisible();
    await user.type(screen.getByLabelText("Consumer key"), `${KEY} ${SECRET}`);
    await user.click(screen.getByRole("button", { name: "Check my keys" }));
    expect(asked().at(-1)).toEqual({ kind: "checkKeys", key: `${KEY} ${SECRET}`, secret: "" });
  });

  it("of a connected shop are replaced at once, and the new pair takes the boxes' place", async () => {
    const { user, asked, play } = await show("shop-keys-replacing");
    await user.type(screen.getByLabelText("Consumer key"), KEY);
    await user.click(screen.getByRole("button", { name: "Check my keys" }));
    expect(asked()).toEqual([{ kind: "checkKeys", key: KEY, secret: "" }]);
    await play("shop-keys-busy");
    await play("shop-keys-passed");
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

  it("are shown covered in their own box, and only the missing half is asked for", async () => {
    const { user, asked } = await show("shop-keys-half");
    const [key, secret] = [screen.getByLabelText("Consumer key"), screen.getByLabelText("Consumer secret")];
    expect(key).toHaveAttribute("placeholder", "ck_••••••••0112233");
    expect(key).toBeValid();
    expect(key).toHaveAccessibleDescription(/The key ending …0112233 is still here/);
    expect(secret).not.toHaveAttribute("placeholder");
    expect(secret).toBeInvalid();
    await user.type(secret, `${SECRET}{Enter}`);
    expect(asked()).toEqual([{ kind: "checkKeys", key: "", secret: SECRET }]);
  });

  it("do not draw a text that does not fit, as it was not kept: the box is empty, and says why", async () => {
    await show("shop-keys-incomplete");
    const key = screen.getByLabelText("Consumer key");
    expect(key).not.toHaveAttribute("placeholder");
    expect(key).toHaveValue("");
    expect(key).toBeInvalid();
    expect(key).toHaveAccessibleDescription(/Paste over it/);
  });

  it("that stand in a box are not lost on the way to another step", async () => {
    const { user, asked, play } = await show("shop-keys-empty");
    await user.type(screen.getByLabelText("Consumer key"), KEY);
    await user.click(screen.getByRole("button", { name: "Back" }));
    await play("your-shop-found");
    expect(asked()).toEqual([{ kind: "back" }, { kind: "holdKeys", key: KEY, secret: "" }]);
    expect(document.documentElement.outerHTML).not.toContain(KEY);
  });

  it("of a connected shop are changed while it stays connected, which is said", async () => {
    await show("shop-keys-replacing");
    expect(screen.getByText(/Your shop stays connected to Meum/)).toBeVisible();
    const steps = screen.getByRole("navigation", { name: "Steps" });
    expect(steps).toHaveTextContent(/Meum key[^]*done[^]*Finish in your shop[^]*done/);
  });
});
