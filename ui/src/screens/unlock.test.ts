import { cleanup, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { View } from "../contract/View";
import { sample, show, wizard, top } from "../test/show";

afterEach(cleanup);

/** It has just begun. */
function busy(): View {
  const view = sample("unlock-busy");
  if (view.screen.kind === "unlock" && view.screen.doing) view.screen.doing.since = Date.now();
  return view;
}

describe("the extra password of a connected shop", () => {
  it("is one press away on the panel", async () => {
    const { user, asked } = await show("panel-extra-password");
    expect(screen.getAllByRole("button", { name: "Enter that password" })).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Enter that password" }));
    expect(asked()).toEqual([{ kind: "askForExtraPassword" }]);
  });

  it("is asked for with its reason, and leaves the boxes when it is sent", async () => {
    const { user, asked, play } = await show("unlock");
    expect(top()).toHaveFocus();
    expect(screen.getByRole("group", { name: "Your shop asks for an extra password" })).toBeVisible();
    const typed = { user: screen.getByLabelText("User name"), password: screen.getByLabelText("Password") };
    await user.type(typed.user, "staging");
    await user.type(typed.password, "open sesame{Enter}");
    expect(asked()).toEqual([{ kind: "enterExtraPassword", user: "staging", password: "open sesame" }]);
    expect(typed.user).toHaveValue("");
    expect(typed.password).toHaveValue("");
    await play(busy());
    expect(screen.getByText("Trying the password…")).toBeVisible();
    await user.keyboard("{Escape}");
    expect(asked().at(-1)).toEqual({ kind: "cancel" });
  });

  it("that was refused is said aloud, and the cursor is where it is typed again", async () => {
    const { user, play } = await show("unlock");
    await user.type(screen.getByLabelText("User name"), "staging{Enter}");
    await play("unlock-busy");
    await play("unlock-refused");
    expect(screen.getByRole("status")).toHaveTextContent(/That extra password wasn't accepted/);
    expect(screen.getByLabelText("User name")).toHaveFocus();
    expect(screen.getByLabelText("User name")).toBeInvalid();
  });

  it("is tried again as it is when something else stood in the way", async () => {
    for (const [name, again] of [
      ["unlock-shop-down", "Check again"],
      ["unlock-vault-locked", "Try again"],
    ] as const) {
      const { user, asked, unmount } = await show(name);
      expect(screen.queryByLabelText("User name")).toBeNull();
      await user.click(screen.getByRole("button", { name: again }));
      expect(asked()).toEqual([{ kind: "tryAgain" }]);
      unmount();
    }
  });

  it("need not be entered: there is a way back", async () => {
    const { user, asked } = await show("unlock");
    await user.click(screen.getByRole("button", { name: "Back" }));
    await user.keyboard("{Escape}");
    expect(asked()).toEqual([{ kind: "stay" }, { kind: "stay" }]);
  });

  it("brings its keys back to the step they were pasted on", async () => {
    const view = wizard("shop-keys-passed", {});
    if (view.screen.kind !== "wizard" || view.screen.step.kind !== "shopKeys") throw new Error("no keys");
    view.screen.step.asks = false;
    const { unmount } = await show(view);
    expect(screen.queryByLabelText("Consumer key")).toBeNull();
    unmount();
    view.screen.step.asks = true;
    await show(view);
    expect(screen.getByLabelText("Consumer key")).toBeVisible();
  });
});
