import { cleanup, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { View } from "../contract/View";
import { sample, settle, show, TRY_AGAIN, wizard } from "../test/show";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("review", () => {
  it("connects once, however often it is pressed", async () => {
    const { user, host, asked, play } = await show("review");
    let done = () => {};
    const send = host.dispatch.bind(host);
    host.dispatch = async (intent) => {
      await send(intent);
      await new Promise<void>((resolve) => (done = resolve));
    };
    const button = screen.getByRole("button", { name: "Connect" });
    await user.dblClick(button);
    await user.keyboard("{Enter}");
    done();
    await play("review-busy");
    await user.click(button);
    expect(asked()).toEqual([{ kind: "connect", replace: false }]);
  });

  it("shows every address that will be sent", async () => {
    await show("review");
    // The strip for support below the step has it as well.
    expect(within(screen.getByRole("main")).getByText("https://corner-shop.example")).toBeVisible();
    expect(screen.getAllByText("https://corner-shop.example/wp-json/meum/v1/webhook")[0]).toBeVisible();
    expect(screen.getByText(/its old key and secret stop working/)).toBeVisible();
  });

  it("puts what Meum does not accept beside what was sent, and the rest below", async () => {
    await show("review-details-refused");
    const step = within(screen.getByRole("main"));
    const shop = step.getByText("https://corner-shop.example").closest("div");
    expect(shop).toHaveTextContent("Meum doesn't accept this: must be a public https address");
    expect(screen.getByText("colour").closest("div")).toHaveTextContent("Meum doesn't accept this: unknown");
  });

  it("asks for the merchant's word when Meum knows the shop, or does not say", async () => {
    const SAMPLES = ["review-connected-already", "review-not-said", "review-connected-elsewhere"];
    for (const sample of SAMPLES) {
      const { user, asked } = await show(sample);
      const connect = screen.getByRole("button", { name: "Connect" });
      expect(connect).toBeDisabled();
      await user.click(screen.getByRole("checkbox"));
      await user.click(connect);
      expect(asked()).toEqual([{ kind: "connect", replace: true }]);
      cleanup();
    }
  });

  it("names the address Meum has for the key where it is another one", async () => {
    await show("review-connected-elsewhere");
    expect(screen.getByText("Meum names another address for this key")).toBeVisible();
    expect(screen.getByText(/https:\/\/corner-shop\.example\.com as the shop of this key/)).toBeVisible();
  });

  it("says what came of an answer without key and secret, not that it got lost", async () => {
    await show("review-empty-answer");
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent(
      "The key and secret didn't come along",
    );
    expect(screen.getByText(/with no usable key or secret/)).toBeVisible();
    expect(screen.queryByText(/No answer came that we can read/)).toBeNull();
  });

  it("asks Meum after a lost answer, and connects again only when that is understood", async () => {
    const { user, asked } = await show("review-answer-lost-connected");
    const again = screen.getByRole("button", { name: "Connect again" });
    expect(again).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Ask Meum" }));
    await user.click(screen.getByRole("checkbox"));
    await user.click(again);
    expect(asked()).toEqual([{ kind: "askMeum" }, { kind: "connect", replace: true }]);
  });
});

describe("connecting again", () => {
  it("replaces a key in use only when that is understood", async () => {
    const { user, asked, play } = await show("review-replacing");
    expect(screen.getByText(/We ask Meum first how it stands/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Connect" }));
    const heard = wizard("review-replacing-heard", {});
    await play(heard);
    const button = screen.getByRole("button", { name: "Connect" });
    expect(button).toBeDisabled();
    expect(screen.getByText(/stop the moment Meum answers/)).toBeVisible();
    await user.click(screen.getByRole("checkbox"));
    await user.click(button);
    const failed = wizard("review-refused", {});
    if (failed.screen.kind !== "wizard" || failed.screen.step.kind !== "review") throw new Error("no review");
    failed.screen.step.asksWord = true;
    if (heard.screen.kind !== "wizard" || heard.screen.step.kind !== "review") throw new Error("no review");
    failed.screen.step.warning = heard.screen.step.warning;
    if (failed.screen.problem) failed.screen.problem.button = TRY_AGAIN;
    await play(failed);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    const connect = { kind: "connect", replace: true };
    expect(asked()).toEqual([{ kind: "connect", replace: false }, connect, connect]);
    await user.click(screen.getByRole("checkbox"));
    expect(screen.queryByRole("button", { name: "Try again" }), "it would come to nothing").toBeNull();
    await user.click(screen.getByRole("checkbox"));
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(asked()).toHaveLength(4);
  });

  it("looks into an earlier connect without a word", async () => {
    const open = wizard("review-refused", {});
    if (open.screen.kind !== "wizard" || open.screen.step.kind !== "review") throw new Error("no review");
    Object.assign(open.screen.step, { asksWord: true, unsettled: true });
    if (open.screen.problem) open.screen.problem.button = TRY_AGAIN;
    const { user, asked } = await show(open);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(asked()).toEqual([{ kind: "tryAgain" }]);
  });

  it("leads to another key where Meum refuses the one it was asked with about a lost answer", async () => {
    const lost = wizard("review-answer-lost", {});
    if (lost.screen.kind !== "wizard" || !lost.screen.problem) throw new Error("no problem");
    expect(screen.queryByRole("button", { name: "Use another connection key" })).toBeNull();
    lost.screen.problem.code = "G03";
    lost.screen.problem.button = {
      label: { key: "action_replaceMeumKey", args: {} },
      press: { kind: "replaceMeumKey" },
    };
    const { user, asked } = await show(lost);
    await user.click(screen.getByRole("button", { name: "Use another connection key" }));
    expect(asked()).toEqual([{ kind: "replaceMeumKey" }]);
    expect(screen.getAllByRole("button", { name: "Ask Meum" })).toHaveLength(1);
  });
});

describe("where payment updates go", () => {
  const CHANGE = "Does your Meum plugin show another address?";
  const CUSTOM = "Another address";
  const FIELD = "The address your plugin shows";

  it("is folded, and the choice of another form is asked for at once", async () => {
    const { user, asked } = await show("review");
    expect(screen.getByText("The usual address")).not.toBeVisible();
    await user.click(screen.getByText(CHANGE));
    expect(screen.getByLabelText("The usual address")).toBeChecked();
    await user.click(screen.getByLabelText("The address of older Meum plugins"));
    expect(asked()).toEqual([{ kind: "chooseWebhook", form: "older", custom: "" }]);
  });

  it("uses an address that is typed only when told to, and connects to nothing half typed", async () => {
    const { user, asked, play } = await show("review");
    await user.click(screen.getByText(CHANGE));
    await user.click(screen.getByLabelText(CUSTOM));
    expect(screen.getByRole("button", { name: "Connect" })).toBeDisabled();
    const typed = "HTTPS://hooks.corner-shop.example/in?shop=1";
    await user.type(screen.getByLabelText(FIELD), `${typed}{Enter}`);
    expect(asked()).toEqual([{ kind: "chooseWebhook", form: "custom", custom: typed }]);
    await play("review-webhook-custom");
    expect(screen.getByText(/It will be sent like this: https:\/\/hooks\./)).toBeVisible();
    expect(screen.getByRole("button", { name: "Connect" })).toBeEnabled();
    await user.type(screen.getByLabelText(FIELD), "{Enter}");
    expect(asked()).toHaveLength(1);
    await user.type(screen.getByLabelText(FIELD), "x");
    expect(screen.getByRole("button", { name: "Connect" })).toBeDisabled();
    await user.click(screen.getByLabelText("The usual address"));
    expect(asked().at(-1)).toEqual({ kind: "chooseWebhook", form: "usual", custom: "" });
  });

  it("says beside the box why an address can't be, and puts the cursor there", async () => {
    const { user, play } = await show("review");
    await user.click(screen.getByText(CHANGE));
    await user.click(screen.getByLabelText(CUSTOM));
    await user.type(screen.getByLabelText(FIELD), "https://elsewhere.example/hook{Enter}");
    await play("review-webhook-refused");
    const box = screen.getByLabelText(FIELD);
    expect(box).toHaveFocus();
    expect(box).toHaveValue("https://elsewhere.example/hook");
    expect(box).toBeInvalid();
    expect(box).toHaveAccessibleDescription(/belongs to elsewhere\.example, not to corner-shop\.example/);
    expect(screen.getAllByRole("group", { name: "Payment updates can't go there" })).toHaveLength(1);
    expect(screen.getByText(/Nothing has been sent yet/)).toBeVisible();
  });

  it("opens the choice where an address was refused, and says beside the grey button what it waits for", async () => {
    const { user, play } = await show("review");
    await play("review-webhook-refused");
    expect(screen.getByRole("group", { name: "Payment updates can't go there" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Connect" })).toBeDisabled();
    expect(screen.getByText(/first press “Use this address”, or choose one of the others/)).toBeVisible();
    await user.click(screen.getByText(CHANGE));
    expect(screen.queryByRole("group", { name: "Payment updates can't go there" })).toBeNull();
    await user.click(screen.getByText(CHANGE));
    await user.click(screen.getByLabelText("The usual address"));
    expect(screen.queryByText(/first press “Use this address”/)).toBeNull();
  });

  it("remarks on an address that leads nowhere, and lets go on", async () => {
    await show("review-webhook-older");
    expect(screen.getByText("The plugin doesn't answer at the address for payment updates")).toBeVisible();
    expect(screen.getByRole("button", { name: "Connect" })).toBeEnabled();
  });
});

describe("a Meum that asks for a pause", () => {
  const WAIT = 30_000;

  function paused(): View {
    const view = wizard("review-slow-down", {});
    if (view.screen.kind !== "wizard" || view.screen.step.kind !== "review") throw new Error("no review");
    const until = Date.now() + WAIT;
    view.screen.step.waitUntil = until;
    if (view.screen.problem?.countdown) view.screen.problem.countdown.until = until;
    return view;
  }

  it("counts down, and wakes the button when it is over", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setInterval"] });
    const { asked } = await show(paused());
    const button = screen.getByRole("button", { name: "Connect" });
    expect(button).toBeDisabled();
    expect(screen.getByText("You can go on in 30 seconds")).toBeVisible();
    expect(screen.getByText(/^Wait 30 seconds/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    vi.advanceTimersByTime(WAIT - 5_000);
    await settle();
    expect(screen.getByText("You can go on in 5 seconds")).toBeVisible();
    vi.advanceTimersByTime(5_000);
    await settle();
    expect(button).toBeEnabled();
    expect(screen.getByText("You can try again now.")).toBeVisible();
    expect(screen.getByRole("status")).toHaveTextContent("You can go on now.");
    expect(asked()).toEqual([]);
  });
});

describe("hand over", () => {
  it("is urgent once an earlier key has stopped working", async () => {
    const { user, asked } = await show("hand-over-rotated");
    const card = screen.getByRole("group", { name: "A new key and secret replaced the old ones" });
    expect(card).toHaveTextContent("G10");
    await user.click(screen.getByRole("button", { name: "Later (shoppers can't pay until then)" }));
    expect(asked()).toEqual([{ kind: "handOverLater" }]);
  });

  it("names both addresses where Meum answered with another", async () => {
    await show("hand-over-answer-differs");
    // They are unfolded from the start: support asks for both addresses of each.
    expect(screen.getByText("Meum knows the shop under another address")).toBeVisible();
    expect(
      screen.getByText(/Meum connected https:\/\/old\.corner-shop\.example\. We had sent https:\/\/corner-/),
    ).toBeVisible();
    expect(
      screen.getByText(/hooks\.elsewhere\.example\/in\. That is another domain than your shop's/),
    ).toBeVisible();
  });

  it("ticks the switch once more only where it is on", async () => {
    for (const switchOn of [true, false]) {
      const again = wizard("hand-over-again", {});
      if (again.screen.kind !== "wizard" || again.screen.step.kind !== "handOver") throw new Error("no step");
      again.screen.step.switchOn = switchOn;
      const { user, asked } = await show(again);
      expect(screen.getByRole<HTMLInputElement>("checkbox").checked).toBe(switchOn);
      await user.click(screen.getByRole("button", { name: "Put them into my shop" }));
      expect(asked()).toEqual([{ kind: "handOver", switchOn }]);
      cleanup();
    }
  });

  it("leads to the plugin's own settings where their names are not known, and shows the way by hand", async () => {
    const { user, asked } = await show("hand-over-settings-unknown");
    await user.click(screen.getByRole("button", { name: /^Open Meum's settings/ }));
    expect(asked()).toEqual([{ kind: "open", link: "gateway" }]);
    expect(screen.getByRole("button", { name: "Copy the API key" })).toBeVisible();
  });

  it("names the payment methods it can't choose between", async () => {
    await show("hand-over-several-gateways");
    expect(screen.getByText(/We found these: Meum, Meum Express\./)).toBeVisible();
  });

  it("can be done once more, and says that nothing is lost meanwhile", async () => {
    const { user, asked } = await show("hand-over-again");
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("again");
    await user.click(screen.getByRole("button", { name: "Back to the panel" }));
    expect(asked()).toEqual([{ kind: "handOverLater" }]);
  });

  it.each(["hand-over-failed", "hand-over-refused", "hand-over-by-hand", "hand-over-switched-off"])(
    "shows the way by hand beside %s",
    async (name) => {
      const { user } = await show(name);
      const folded = screen.queryByRole("button", { name: "Do it by hand", expanded: false });
      if (name === "hand-over-switched-off" && folded) await user.click(folded);
      for (const button of [/Copy the API key/, /Copy the webhook secret/, /Open payment settings|payment/i])
        expect(screen.getAllByRole("button", { name: button })[0]).toBeVisible();
    },
  );

  it("switches the payment method on unless told otherwise", async () => {
    const { user, asked } = await show("hand-over");
    await user.click(screen.getByRole("button", { name: "Put them into my shop" }));
    await user.click(screen.getByRole("checkbox"));
    await user.click(screen.getByRole("button", { name: "Put them into my shop" }));
    expect(asked()).toEqual([
      { kind: "handOver", switchOn: true },
      { kind: "handOver", switchOn: false },
    ]);
  });

  it("keeps that choice when it is tried again", async () => {
    const view = wizard("hand-over-failed", {});
    if (view.screen.kind === "wizard" && view.screen.problem) view.screen.problem.button = TRY_AGAIN;
    const { user, asked } = await show(view);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(asked()).toEqual([{ kind: "handOver", switchOn: true }]);
  });

  it("offers nothing to paste where the shop is another one", async () => {
    const moved = wizard("hand-over-failed", {});
    if (moved.screen.kind !== "wizard" || moved.screen.step.kind !== "handOver") throw new Error("no step");
    const args = { store: { text: "copy.example" }, other: { text: "corner-shop.example" } };
    moved.screen.step.elsewhere = { key: "hand_elsewhere", args };
    await show(moved);
    expect(
      screen.getByText(
        "Nothing was written. The shop that answers now is copy.example; the key and secret are for corner-shop.example.",
      ),
    ).toBeVisible();
    expect(screen.queryByRole("button", { name: "Copy the API key" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Do it by hand" })).toBeNull();
  });

  it("copies without ever showing what is copied", async () => {
    const { user, asked, play, host } = await show("hand-over-by-hand");
    const copied = () =>
      screen.queryAllByText("Copied. It will be cleared in a minute.", { ignore: "[role=status] *" });
    await user.click(screen.getByRole("button", { name: "Copy the API key" }));
    expect(asked()).toEqual([{ kind: "copy", credential: "apiKey" }]);
    // Nothing is claimed before it is on the clipboard, nor of what is no longer there.
    expect(copied()).toHaveLength(0);
    await play({ ...sample("hand-over-by-hand"), copied: 1 });
    expect(copied()).toHaveLength(1);
    expect(host.said).toEqual(["Copied. It will be cleared in a minute."]);
    await user.click(screen.getByRole("button", { name: "Copy the webhook secret" }));
    expect(copied()).toHaveLength(0);
    await play({ ...sample("hand-over-by-hand"), copied: 2 });
    expect(copied()).toHaveLength(1);
    expect(host.said, "the same words for the second value").toHaveLength(2);
    await user.click(screen.getByRole("button", { name: "I've pasted them" }));
    expect(asked().at(-1)).toEqual({ kind: "handedOverByHand" });
  });

  it("says that it cannot wait when key and secret are not saved", async () => {
    const view = wizard("hand-over", {});
    if (view.screen.kind === "wizard" && view.screen.step.kind === "handOver")
      view.screen.step.inMemory = true;
    await show(view);
    expect(screen.getByRole("region", { name: /Please don't close the app/ })).toBeVisible();
  });

  it("does not ask to stay open for a key and secret that it has not", async () => {
    const view = wizard("hand-over", {});
    if (view.screen.kind === "wizard" && view.screen.step.kind === "handOver")
      view.screen.step.inMemory = false;
    await show(view);
    expect(screen.queryByRole("region", { name: /Please don't close the app/ })).toBeNull();
  });

  it("can be done later, and leads on when it is done", async () => {
    const { user, asked, play } = await show("hand-over");
    await user.click(screen.getByRole("button", { name: "Do it later" }));
    await play("hand-over-done");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(asked()).toEqual([{ kind: "handOverLater" }, { kind: "continue" }]);
  });
});
