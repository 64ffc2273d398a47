import { cleanup, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { settle, show, wizard, top } from "../test/show";

afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

describe("welcome", () => {
  it("has two doors", async () => {
    const { user, asked } = await show("welcome");
    await user.click(screen.getByRole("button", { name: "Connect my shop" }));
    await user.click(screen.getByRole("button", { name: "Try it with a practice shop" }));
    expect(asked()).toEqual([{ kind: "connectShop" }, { kind: "tryPractice" }]);
  });
});

describe("your shop", () => {
  it("tells what is typed after a short pause, once", async () => {
    const { user, host } = await show("your-shop-empty");
    await user.type(screen.getByLabelText("Your shop's address"), "corner");
    await new Promise((done) => setTimeout(done, 200));
    expect(host.asked).toEqual([{ kind: "typeAddress", text: "corner" }]);
  });

  it("looks for the shop on Enter", async () => {
    const { user, asked } = await show("your-shop-empty");
    await user.type(screen.getByLabelText("Your shop's address"), "corner-shop.example{Enter}");
    expect(asked()).toEqual([{ kind: "checkAddress", text: "corner-shop.example" }]);
  });

  it("goes on once the shop is found, and looks again when the address is changed", async () => {
    const { user, asked, play } = await show("your-shop-found");
    expect(screen.getByRole("button", { name: "Continue" })).toBeEnabled();
    await user.type(screen.getByLabelText("Your shop's address"), "/shop");
    await play(wizard("your-shop-found", { canContinue: false }));
    await user.click(screen.getByRole("button", { name: "Check my shop" }));
    expect(asked()).toEqual([{ kind: "checkAddress", text: "corner-shop.example/shop" }]);
  });

  it("does not keep a key on the screen that was pasted there by mistake", async () => {
    const { user, play } = await show("your-shop-empty");
    await user.type(screen.getByLabelText("Your shop's address"), "ck_0123456789{Enter}");
    const problem = wizard("problem-A21", {});
    if (problem.screen.kind === "wizard" && problem.screen.step.kind === "yourShop")
      problem.screen.step.typed = "";
    await play(problem);
    expect(screen.getByLabelText("Your shop's address")).toHaveValue("");
  });

  it("keeps what was typed when the next view comes", async () => {
    const { user, play } = await show("your-shop-empty");
    await user.type(screen.getByLabelText("Your shop's address"), "half an addr");
    await play("your-shop-empty");
    expect(screen.getByLabelText("Your shop's address")).toHaveValue("half an addr");
  });

  it("can be cancelled with Escape while it looks", async () => {
    const { user, asked } = await show("your-shop-busy");
    expect(screen.getByRole("button", { name: "Cancel" })).toBeVisible();
    await user.keyboard("{Escape}");
    expect(asked()).toEqual([{ kind: "cancel" }]);
  });

  it("says after four seconds that it is still trying", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setInterval"] });
    const since = Date.now() - 3900;
    const doing = { work: "findingShop", since, slow: "still_trying", canCancel: true } as const;
    const { host } = await show(wizard("your-shop-busy", { doing }));
    expect(screen.getByText("Looking for your shop…")).toBeVisible();
    vi.advanceTimersByTime(1200);
    await settle();
    const [line] = screen.getAllByText(/Still trying/, { ignore: "[role=status] *" });
    expect(line).toBeVisible();
    // Once, and not with every second that goes by.
    expect(screen.getByRole("status")).toHaveTextContent("Still trying");
    vi.advanceTimersByTime(3000);
    await settle();
    expect(host.said).toHaveLength(1);
  });
});

describe("the cursor", () => {
  it("goes to the heading of a new step, which is said aloud", async () => {
    const { play } = await show("your-shop-found");
    await play("shop-keys-empty");
    expect(top()).toHaveFocus();
    expect(screen.getByRole("status")).toHaveTextContent("Shop keys.");
  });

  it("goes to the card when no field is to blame", async () => {
    const { user, play } = await show("review");
    await user.click(screen.getByRole("button", { name: "Connect" }));
    await play("review-refused");
    expect(screen.getByRole("group", { name: "Meum doesn't accept this key" })).toHaveFocus();
    expect(screen.getByRole("status")).toHaveTextContent("Meum doesn't accept this key.");
  });

  it("waits for what was asked, whatever comes before it", async () => {
    const { user, play } = await show("review");
    await user.click(screen.getByRole("button", { name: "Connect" }));
    // A view from before the press was heard.
    await play("review", 0);
    await play("review-refused");
    expect(screen.getByRole("group", { name: "Meum doesn't accept this key" })).toHaveFocus();
  });

  it("stays where it is when nothing was asked", async () => {
    const { play } = await show("your-shop-empty");
    screen.getByLabelText("Your shop's address").focus();
    await play("your-shop-failed");
    await settle();
    expect(screen.getByLabelText("Your shop's address")).toHaveFocus();
  });
});

describe("Enter", () => {
  it("goes on from the heading of a step", async () => {
    const { user, asked } = await show("shop-keys-passed");
    expect(top()).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(asked()).toEqual([{ kind: "continue" }]);
  });

  it("never connects by itself: that button is pressed on purpose", async () => {
    const { user, asked } = await show("review");
    await user.keyboard("{Enter}");
    expect(asked()).toEqual([]);
    screen.getByRole("button", { name: "Connect" }).focus();
    await user.keyboard("{Enter}");
    expect(asked()).toEqual([{ kind: "connect", replace: false }]);
  });
});

describe("the rail", () => {
  it("leads back to steps that may be entered, and to no other", async () => {
    const { user, asked } = await show("meum-key-empty");
    await user.click(screen.getByRole("button", { name: /^Your shop/ }));
    expect(asked()).toEqual([{ kind: "goTo", step: "yourShop" }]);
    expect(screen.queryByRole("button", { name: /^Review and connect/ })).toBeNull();
  });
});

describe("Meum key", () => {
  it("leaves the document when it is saved", async () => {
    const { user, asked } = await show("meum-key-empty");
    const box = screen.getByLabelText("Connection key");
    expect(box).toHaveAttribute("type", "password");
    await user.type(box, "sk_live_0123456789{Enter}");
    expect(asked()).toEqual([{ kind: "keepMeumKey", key: "sk_live_0123456789" }]);
    expect(box).toHaveValue("");
  });
});
