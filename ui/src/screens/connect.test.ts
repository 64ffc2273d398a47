import { cleanup, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { show, wizard } from "../test/show";

afterEach(cleanup);

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
    expect(screen.getByText("https://corner-shop.example")).toBeVisible();
    expect(screen.getByText("https://corner-shop.example/wp-json/meum/v1/webhook")).toBeVisible();
    expect(screen.getByText(/its old key and secret stop working/)).toBeVisible();
  });

  it("puts what Meum does not accept beside what was sent, and the rest below", async () => {
    await show("review-details-refused");
    const shop = screen.getByText("https://corner-shop.example").closest("div");
    expect(shop).toHaveTextContent("Meum doesn't accept this: must be a public https address");
    expect(screen.getByText("colour").closest("div")).toHaveTextContent("Meum doesn't accept this: unknown");
  });

  it("asks for the merchant's word when Meum knows the shop, or does not say", async () => {
    for (const sample of ["review-connected-already", "review-not-said"]) {
      const { user, asked } = await show(sample);
      const connect = screen.getByRole("button", { name: "Connect" });
      expect(connect).toBeDisabled();
      await user.click(screen.getByRole("checkbox"));
      await user.click(connect);
      expect(asked()).toEqual([{ kind: "connect", replace: true }]);
      cleanup();
    }
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
    const button = screen.getByRole("button", { name: "Connect" });
    expect(button).toBeDisabled();
    expect(screen.getByText(/stop the moment Meum answers/)).toBeVisible();
    await user.click(screen.getByRole("checkbox"));
    await user.click(button);
    const failed = wizard("review-refused", {});
    if (failed.screen.kind !== "wizard" || failed.screen.step.kind !== "review") throw new Error("no review");
    failed.screen.step.mustConfirm = true;
    if (failed.screen.problem) failed.screen.problem.next = { kind: "tryAgain" };
    await play(failed);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    const connect = { kind: "connect", replace: true };
    expect(asked()).toEqual([connect, connect]);
  });
});

describe("hand over", () => {
  it("switches the payment method on unless told otherwise", async () => {
    const { user, asked } = await show("hand-over");
    await user.click(screen.getByRole("button", { name: "Hand over to my shop" }));
    await user.click(screen.getByRole("checkbox"));
    await user.click(screen.getByRole("button", { name: "Hand over to my shop" }));
    expect(asked()).toEqual([
      { kind: "handOver", switchOn: true },
      { kind: "handOver", switchOn: false },
    ]);
  });

  it("keeps that choice when it is tried again", async () => {
    const view = wizard("hand-over-failed", {});
    if (view.screen.kind === "wizard" && view.screen.problem) view.screen.problem.next = { kind: "tryAgain" };
    const { user, asked } = await show(view);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(asked()).toEqual([{ kind: "handOver", switchOn: true }]);
  });

  it("copies without ever showing what is copied", async () => {
    const { user, asked } = await show("hand-over-by-hand");
    await user.click(screen.getByRole("button", { name: "Copy the API key" }));
    expect(asked()).toEqual([{ kind: "copy", credential: "apiKey" }]);
    expect(screen.getAllByText("Copied. It will be cleared in a minute.")[0]).toBeVisible();
    await user.click(screen.getByRole("button", { name: "I've pasted them" }));
    expect(asked().at(-1)).toEqual({ kind: "handedOverByHand" });
  });

  it("says that it cannot wait when key and secret are not saved", async () => {
    const view = wizard("hand-over", {});
    if (view.screen.kind === "wizard" && view.screen.step.kind === "handOver")
      view.screen.step.untilClosed = true;
    await show(view);
    expect(screen.getByRole("region", { name: /Please don't close the app/ })).toBeVisible();
  });

  it("can be done later, and leads on when it is done", async () => {
    const { user, asked, play } = await show("hand-over");
    await user.click(screen.getByRole("button", { name: "Do it later" }));
    await play("hand-over-done");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(asked()).toEqual([{ kind: "handOverLater" }, { kind: "continue" }]);
  });
});
