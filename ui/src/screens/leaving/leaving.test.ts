import { cleanup, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { View } from "../../contract/View";
import { sample, show, top } from "../../test/show";

afterEach(cleanup);

const box = (): HTMLElement => screen.getByLabelText("To be sure, type your shop's name");
const danger = (name = "Disconnect"): HTMLElement => screen.getByRole("button", { name });
const heading = (): HTMLElement => screen.getByRole("heading", { level: 1 });
const card = (): HTMLElement => document.getElementById("problem")!;

/** A sample whose pause ends so many milliseconds from now. */
function pausing(by: number): View {
  const view = sample("disconnect-slow-down");
  if (view.screen.kind === "disconnect") view.screen.againAt = Date.now() + by;
  return view;
}

describe("the way out of the panel", () => {
  it("is two quiet actions, apart from the others", async () => {
    const { user, asked } = await show("panel-all-well");
    const group = screen.getByRole("group", { name: "Leave Meum, or only this computer" });
    await user.click(within(group).getByRole("button", { name: "Disconnect" }));
    await user.click(within(group).getByRole("button", { name: "Forget this shop on this computer" }));
    expect(asked()).toEqual([{ kind: "askToDisconnect" }, { kind: "askToForget" }]);
  });

  it.each(["panel-hand-over-pending", "panel-meum-down", "practice-panel"])(
    "is there on %s",
    async (name) => {
      await show(name);
      expect(danger()).toBeVisible();
    },
  );
});

describe("the page before disconnecting", () => {
  it("says what stops and what stays, and begins at its heading", async () => {
    await show("disconnect");
    expect(top()).toHaveFocus();
    expect(heading()).toHaveTextContent("Disconnect The Corner Shop from Meum?");
    const stops = within(screen.getByRole("region", { name: "What stops" }));
    expect(stops.getAllByRole("listitem")).toHaveLength(3);
    expect(stops.getByText(/paying right now may stay unpaid/)).toBeVisible();
    expect(screen.getByRole("region", { name: "What stays" })).toBeVisible();
  });

  it("sends what was typed, with the button or with Enter", async () => {
    const { user, asked } = await show("disconnect");
    expect(danger()).toBeDisabled();
    await user.type(box(), "The Corner Shop");
    await user.click(danger());
    await user.type(box(), "{Enter}");
    const press = { kind: "disconnect", typed: "The Corner Shop" };
    expect(asked()).toEqual([press, press]);
  });

  it("cannot be pressed before Meum and the shop were heard, nor by an Enter anywhere else", async () => {
    const { user, asked, play } = await show("disconnect-asking");
    await user.type(box(), "The Corner Shop{Enter}");
    expect(danger()).toBeDisabled();
    expect(screen.getByText(/First asking Meum and your shop/)).toBeVisible();
    await play("disconnect");
    expect(danger()).toBeEnabled();
    top().focus();
    await user.keyboard("{Enter}");
    expect(asked()).toEqual([]);
  });

  it("stays with the button and with Escape, but not while it is under way", async () => {
    const { user, asked, play } = await show("disconnect");
    await user.click(screen.getByRole("button", { name: "Keep it connected" }));
    await user.keyboard("{Escape}");
    expect(asked()).toEqual([{ kind: "stay" }, { kind: "stay" }]);
    await play("disconnect-busy");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("button", { name: "Keep it connected" })).toBeNull();
    expect(
      screen.getByText("Still waiting for Meum. Please leave the app open.", { ignore: "[role=status] *" }),
    ).toBeVisible();
    expect(asked()).toHaveLength(2);
  });

  it("puts the cursor back into the box when the name does not fit, and keeps what was typed", async () => {
    const { user, play } = await show("disconnect");
    await user.type(box(), "another shop{Enter}");
    await play("disconnect-other-name");
    expect(box()).toHaveFocus();
    expect(box()).toHaveValue("another shop");
    expect(box()).toBeInvalid();
    expect(box()).toHaveAccessibleDescription(/That isn't this shop's name/);
  });

  it("refuses for a copy, names both addresses and offers to forget", async () => {
    const { user, asked } = await show("disconnect-copy");
    expect(card()).toHaveTextContent("Meum is connected to https://live-shop.example.");
    expect(card()).toHaveTextContent("This shop is https://corner-shop.example.");
    expect(screen.queryByLabelText(/type your shop's name/)).toBeNull();
    expect(screen.queryByRole("button", { name: "Disconnect" })).toBeNull();
    await user.click(within(card()).getByRole("button", { name: "Forget this shop" }));
    expect(asked()).toEqual([{ kind: "askToForget" }]);
  });

  it.each(["disconnect-key-refused", "disconnect-key-gone"])(
    "offers to forget on %s, where no other key can help",
    async (name) => {
      const { user, asked } = await show(name);
      expect(card()).not.toHaveTextContent(/new connection key|connect again/i);
      await user.click(within(card()).getByRole("button", { name: "Forget this shop" }));
      expect(asked()).toEqual([{ kind: "askToForget" }]);
    },
  );

  it.each(["disconnect-forbidden", "disconnect-key-gone"])(
    "asks for no name on %s, where it can't be done from here",
    async (name) => {
      await show(name);
      expect(screen.queryByLabelText(/type your shop's name/)).toBeNull();
      expect(screen.queryByRole("region", { name: "What stops" })).toBeNull();
    },
  );

  it("offers after a lost answer to try again to whoever still wants it, and does so once asked", async () => {
    const { user, asked, play } = await show("disconnect");
    await user.type(box(), "The Corner Shop{Enter}");
    await play("disconnect-answer-lost");
    expect(card()).toHaveFocus();
    expect(card()).toHaveTextContent(/If you still want to disconnect, try again/);
    // Support looks it up by its moment; the name is typed already, so one button is left.
    expect(screen.getByText(/^Sent .* No answer came that we can read\.$/)).toBeVisible();
    expect(screen.queryByLabelText(/type your shop's name/)).toBeNull();
    expect(screen.queryByRole("button", { name: "Disconnect" })).toBeNull();
    await user.click(within(card()).getByRole("button", { name: "Try again" }));
    expect(asked()).toHaveLength(2);
    expect(screen.getByRole("status")).toHaveTextContent(/We didn't hear whether it is disconnected/);
  });

  it("counts down while Meum asks for a pause", async () => {
    const { user, play } = await show(pausing(20_000));
    await user.type(box(), "The Corner Shop");
    expect(danger()).toBeDisabled();
    expect(screen.getByText(/Meum asked us to wait (19|20) s/)).toBeVisible();
    await play(pausing(-2000));
    expect(danger()).toBeEnabled();
  });
});

describe("the page after disconnecting", () => {
  it("tells what is left to do in WordPress, and the two ways on", async () => {
    const { user, asked } = await show("ended");
    expect(heading()).toHaveTextContent("The Corner Shop is disconnected from Meum");
    await user.click(screen.getByRole("button", { name: /Open payment settings/ }));
    await user.click(screen.getByRole("button", { name: "Connect again" }));
    await user.click(screen.getByRole("button", { name: "Forget this shop on this computer" }));
    expect(asked()).toEqual([
      { kind: "open", link: "payments" },
      { kind: "connectAgain" },
      { kind: "askToForget" },
    ]);
  });

  it("has its code when there was nothing left to end", async () => {
    await show("ended-already");
    expect(heading()).toHaveTextContent("The Corner Shop was already disconnected");
    for (const code of screen.getAllByText("G13")) expect(code).toBeVisible();
  });

  it("says what the password store would not give up, and tries again on request", async () => {
    const { user, asked } = await show("ended-vault-locked");
    expect(screen.getByText(/aren't removed from this computer's password store yet/)).toBeVisible();
    expect(screen.queryByText(/Your shop keys are still here/)).toBeNull();
    await user.click(within(card()).getByRole("button", { name: "Try again" }));
    expect(asked()).toEqual([{ kind: "tryAgain" }]);
  });
});

describe("the page after disconnecting, where less is left than usual", () => {
  it("claims no shop keys that are gone", async () => {
    await show("ended-without-keys");
    expect(screen.getByText(/that Meum had issued are removed/)).toBeVisible();
    expect(screen.queryByText(/shop keys/)).toBeNull();
  });

  it("offers to try again while its end is not stored", async () => {
    const { user, asked } = await show("ended-not-stored");
    expect(screen.getByText(/aren't removed/)).toBeVisible();
    await user.click(within(card()).getByRole("button", { name: "Try again" }));
    expect(asked()).toEqual([{ kind: "tryAgain" }]);
  });
});

describe("the page before forgetting", () => {
  it("says what is lost while the plugin still waits for its key, and what is better done first", async () => {
    const { user, asked } = await show("forget-hand-over-pending");
    expect(screen.getByText(/Shoppers can't pay until the plugin has its new key\./)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Finish in my shop" }));
    expect(asked()).toEqual([{ kind: "resumeHandOver" }]);
    expect(screen.getByText(/that the plugin still needs; Meum shows them only once/)).toBeVisible();
    expect(screen.queryByText(/whether shoppers can pay/i)).toBeNull();
    expect(screen.getByRole("checkbox", { name: /shoppers can't pay until I connect again/ })).toBeVisible();
    expect(danger("Forget this shop")).toBeDisabled();
  });

  it("is reached from a step where something is kept, and speaks of no connection there", async () => {
    const { user, asked, play } = await show("review");
    await user.click(screen.getByRole("button", { name: "Forget this shop on this computer" }));
    expect(asked()).toEqual([{ kind: "askToForget" }]);
    await play("forget-half-way");
    expect(screen.getByText(/Nothing changes in WordPress or at Meum/)).toBeVisible();
    expect(screen.queryByText(/whether shoppers can pay/)).toBeNull();
    expect(screen.queryByRole("checkbox")).toBeNull();
    await play("review");
    await play("hand-over");
    expect(screen.queryByRole("button", { name: /Forget/ })).toBeNull();
  });

  it("says what goes and what stays, and takes one tick while Meum is connected", async () => {
    const { user, asked } = await show("forget");
    const goes = within(screen.getByRole("region", { name: "What is removed from this computer" }));
    expect(goes.getByText(/ending …\u20600112233/)).toBeVisible();
    const stays = within(screen.getByRole("region", { name: "What isn't touched" }));
    expect(stays.getByText(/whether shoppers can pay/)).toBeVisible();
    expect(danger("Forget this shop")).toBeDisabled();
    await user.click(screen.getByRole("checkbox", { name: /stays connected to Meum/ }));
    await user.click(danger("Forget this shop"));
    await user.click(screen.getByRole("button", { name: "Disconnect instead" }));
    expect(asked()).toEqual([{ kind: "forget", knowing: true, revoke: false }, { kind: "askToDisconnect" }]);
  });

  it("says which damaged notes stay, and where, only where there are some", async () => {
    await show("forget-damaged-notes");
    const stays = within(screen.getByRole("region", { name: "What isn't touched" }));
    expect(
      stays.getByText(/Damaged notes that were set aside.*shops-damaged-1772442000\.sqlite/),
    ).toBeVisible();
    cleanup();
    await show("forget");
    expect(screen.queryByText(/Damaged notes/)).toBeNull();
  });

  it("takes no tick once the shop is disconnected", async () => {
    const { user, asked } = await show("forget-after-disconnecting");
    expect(screen.queryByRole("checkbox")).toBeNull();
    await user.click(danger("Forget this shop"));
    expect(asked()).toEqual([{ kind: "forget", knowing: false, revoke: false }]);
  });

  it("names a connection whose end is not known, and asks Meum before anything else", async () => {
    const { user, asked } = await show("forget-answer-lost");
    const open = within(screen.getByRole("region", { name: "We don't know how the last connection ended" }));
    expect(open.getByText("Whether shoppers can pay isn't known.")).toBeVisible();
    await user.click(open.getByRole("button", { name: "Ask Meum" }));
    expect(asked()).toEqual([{ kind: "askMeum" }]);
    // Its key may be dead.
    expect(screen.queryByRole("button", { name: "Disconnect instead" })).toBeNull();
  });

  it("keeps the tick when the password store refuses, and tries again", async () => {
    const { user, asked, play } = await show("forget");
    await user.click(screen.getByRole("checkbox"));
    await user.click(danger("Forget this shop"));
    await play("forget-busy");
    await play("forget-vault-locked");
    await user.click(within(card()).getByRole("button", { name: "Try again" }));
    expect(asked()).toEqual(Array(2).fill({ kind: "forget", knowing: true, revoke: false }));
  });

  it("offers to delete an application password, says what stays, and leaves it out from then on", async () => {
    const { user, asked, play } = await show("forget-approved");
    const also = () => screen.getByRole("checkbox", { name: /Also delete the application password/ });
    expect(also()).toBeChecked();
    expect(also()).toHaveAccessibleDescription(/Without this it stays there/);
    await user.click(danger("Forget this shop"));
    await play("forget-revoking");
    expect(screen.queryByRole("checkbox")).toBeNull();
    await play("forget-password-stays");
    expect(also()).not.toBeChecked();
    expect(card()).toHaveTextContent(/under Application Passwords, revoke “Meum Connect”/);
    await user.click(within(card()).getByRole("button", { name: /Open my WordPress profile/ }));
    await user.click(danger("Forget this shop"));
    await user.click(also());
    await user.click(danger("Forget this shop"));
    expect(asked()).toEqual([
      { kind: "forget", knowing: false, revoke: true },
      { kind: "open", link: "profile" },
      { kind: "forget", knowing: false, revoke: false },
      { kind: "forget", knowing: false, revoke: true },
    ]);
  });

  it("leaves the application password where it is for whoever wants that", async () => {
    const { user, asked } = await show("forget-approved");
    await user.click(screen.getByRole("checkbox", { name: /Also delete the application password/ }));
    await user.click(danger("Forget this shop"));
    expect(asked()).toEqual([{ kind: "forget", knowing: false, revoke: false }]);
  });
});
