import { cleanup, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { LineState } from "../contract/LineState";
import { cardOf, panel, sample, show, top } from "../test/show";
import { LINE_MARKS } from "./panel/states";

afterEach(cleanup);

function lines(): HTMLElement[] {
  return within(screen.getByRole("table", { name: "The details" }))
    .getAllByRole("row")
    .slice(1);
}

/** The one thing to look at first, above the lines. */
function first(name: string | RegExp): HTMLElement {
  return screen.getByRole("region", { name });
}

describe("the panel", () => {
  it("says that an answer is missing, and leads to asking Meum", async () => {
    const { user, asked } = await show("panel-answer-lost");
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("We can't tell right now");
    expect(within(lines()[2]!).getByText("G08")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Ask Meum" }));
    expect(asked()).toEqual([{ kind: "askMeum" }]);
  });

  it("shows seven lines, each with a word, and a code where something is the matter", async () => {
    await show("panel-webhook-failing");
    const rows = lines();
    expect(rows).toHaveLength(7);
    expect(within(rows[3]!).getByText("Not working")).toBeVisible();
    expect(within(rows[3]!).getByText("H04")).toBeVisible();
    const trouble = first("Payment updates don't reach your shop");
    expect(within(trouble).getByText(/send it to your web host/)).toBeVisible();
  });

  it("draws each state in a shape of its own", async () => {
    const states = Object.keys(LINE_MARKS) as LineState[];
    const view = panel("panel-all-well", {});
    const { play } = await show(view);
    const marks = [];
    for (const state of states) {
      if (view.screen.kind === "panel") view.screen.lines[0]!.state = state;
      await play(structuredClone(view));
      marks.push(lines()[0]!.querySelector("[data-mark]")?.getAttribute("data-mark"));
    }
    expect(new Set(marks).size).toBe(states.length);
  });

  it("says of a line in doubt what was answered, and alarms nobody", async () => {
    const view = panel("panel-all-well", {});
    if (view.screen.kind === "panel")
      Object.assign(view.screen.lines[0]!, { state: "checkingAgain", doubt: "C09" });
    if (view.screen.kind === "panel") Object.assign(view.screen, { well: null, why: "why_askedAgain" });
    await show(view);
    expect(within(lines()[0]!).getByText("Checking again")).toBeVisible();
    expect(within(lines()[0]!).getByText("C09")).toBeVisible();
    expect(screen.getAllByText("Something answered differently. We are asking again.")).toHaveLength(1);
    expect(within(lines()[0]!).queryByRole("button")).toBeNull();
  });

  it("names the line that shows the cause, and the code only there", async () => {
    await show("panel-firewall");
    expect(within(lines()[0]!).getByText("C03")).toBeVisible();
    expect(within(lines()[1]!).getByText("See: Shop reachable")).toBeVisible();
    expect(within(lines()[1]!).queryByText("C03")).toBeNull();
  });

  it("cannot lose the banner of a missing wallet, which quotes Meum as Meum", async () => {
    const { user, asked } = await show("panel-payout-missing");
    const banner = screen.getByRole("region", { name: "Your payout wallet is missing" });
    expect(within(banner).queryByRole("button", { name: "Close" })).toBeNull();
    expect(within(banner).getByText(/Meum says/)).toBeVisible();
    await user.click(within(banner).getByRole("button", { name: /Open Merchant Admin/ }));
    expect(asked()).toEqual([{ kind: "open", link: "merchantAdmin" }]);
  });

  it("says that the wallet is unknown, never that it is fine", async () => {
    await show("panel-payout-unknown");
    expect(screen.getByRole("region", { name: "Is your payout wallet set?" })).toBeVisible();
  });

  it("says that the wallet was set as long as the core calls it news", async () => {
    const { unmount } = await show("panel-payout-cleared");
    const banner = screen.getByRole("region", { name: "Your payout wallet is set" });
    expect(banner).not.toHaveTextContent("Nothing more to do");
    unmount();
    const old = panel("panel-payout-cleared", {});
    if (old.screen.kind === "panel") old.screen.payouts.clearedAt = null;
    await show(old);
    expect(screen.queryByRole("region", { name: "Your payout wallet is set" })).toBeNull();
  });

  it("says one thing first, with one thing to do, and its line does not say it again", async () => {
    await show("panel-firewall");
    const trouble = first("Something stopped us at the shop's door");
    // What checks is the panel's own button, which is always in sight.
    expect(within(trouble).queryByRole("button", { name: /^Check/ })).toBeNull();
    expect(screen.getAllByRole("button", { name: /^Check (now|again)$/ })).toHaveLength(1);
    expect(screen.getAllByText(/Copy the note and send it to your web host\./)).toHaveLength(1);
  });

  it("has no empty column, and a note for whoever can mend payment updates", async () => {
    const { unmount } = await show("panel-firewall");
    expect(screen.queryByRole("columnheader", { name: "Next step" })).toBeNull();
    unmount();
    await show("panel-webhook-failing");
    const report = within(screen.getByRole("region", { name: "What Meum reports" }));
    // The line above quotes that word: beside the plain ones it shows that both are one.
    expect(report.getByText("DEGRADED")).toBeVisible();
    expect(report.getByText("Not quite in order")).toBeVisible();
    expect(screen.getByRole("button", { name: "Copy a note for your web host" })).toBeVisible();
  });

  it("says that all is well, and leads to the checkout, only where it is", async () => {
    const { user, asked, unmount } = await show("panel-all-well");
    expect(screen.getByText(/^All that we look at is in order\./)).toBeVisible();
    await user.click(screen.getByRole("button", { name: /^See it at my checkout/ }));
    expect(asked()).toEqual([{ kind: "open", link: "checkout" }]);
    unmount();
    await show("panel-webhook-failing");
    expect(screen.queryByRole("button", { name: /^See it at my checkout/ })).toBeNull();
  });

  it("says that a check has changed nothing, also aloud", async () => {
    const { play } = await show("panel-firewall");
    await play(panel("panel-firewall", { stillAt: Date.now() }));
    expect(screen.getAllByText("Checked just now, still the same.")[0]).toBeVisible();
    expect(screen.getByRole("status")).toHaveTextContent("Checked just now, still the same.");
  });

  it("shows what Meum and the shop write as text, whatever they write", async () => {
    const { container } = await show("panel-hostile-words");
    expect(screen.getByText(/^<script>alert\(1\)<\/script>/)).toBeVisible();
    expect(container.querySelector("script, img")).toBeNull();
  });

  it("checks now with the button and with the keys", async () => {
    const { user, asked } = await show("panel-all-well");
    await user.click(screen.getByRole("button", { name: "Check now" }));
    await user.keyboard("{Control>}r{/Control}");
    expect(asked()).toEqual([{ kind: "checkNow" }, { kind: "checkNow" }]);
  });

  it("keeps the old values while it checks, and asks only once", async () => {
    const { user, asked } = await show(panel("panel-all-well", { checking: true }));
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Shoppers can pay");
    await user.click(screen.getByRole("button", { name: "Check now" }));
    await user.keyboard("{Control>}r{/Control}");
    expect(asked()).toEqual([]);
  });

  it("gives the last answer with its age when Meum can't be asked", async () => {
    await show("panel-meum-down");
    expect(screen.getByText(/This is its last answer, from/)).toBeVisible();
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("We can't tell right now");
  });

  it("says until when Meum is not asked, also where it was told on another page", async () => {
    const at = new Date();
    at.setHours(14, 5, 0, 0);
    const moment = { moment: at.getTime() };
    const slow = panel("panel-slow-down", { asksAgainAt: at.getTime() });
    if (slow.screen.kind === "panel") slow.screen.first!.says.args.moment = moment;
    const { unmount } = await show(slow);
    const pause = first("Meum asked us to slow down");
    expect(pause).toHaveTextContent(/Nothing is lost\. We ask again at 14:05\./);
    expect(pause).not.toHaveTextContent(/Wait/);
    expect(within(pause).queryByRole("button", { name: "Check again" })).toBeNull();
    unmount();
    const { play } = await show("panel-all-well");
    const paused = panel("panel-all-well", { asksAgainAt: at.getTime() });
    if (paused.screen.kind === "panel")
      paused.screen.lines[2]!.pause = { key: "line_pause", args: { moment } };
    await play(paused);
    const said = "Meum asked us to wait. We ask again at 14:05.";
    expect(within(lines()[2]!).getByText(said)).toBeVisible();
    expect(screen.getByRole("status")).toHaveTextContent(said);
  });

  it("says at the top that payment updates go to a foreign address, with its code", async () => {
    await show("panel-updates-elsewhere");
    // Somebody else would get word of the payments, so the headline is not green above it.
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Payments need attention");
    expect(screen.getAllByText(/G19/).length).toBeGreaterThan(0);
    expect(screen.getByText("Payment updates go to another address")).toBeVisible();
    expect(screen.getByText(/Nobody else should get word of your payments/)).toBeVisible();
    expect(within(lines()[3]!).getByText("Not working")).toBeVisible();
  });

  it("says a new headline aloud", async () => {
    const { play } = await show("panel-all-well");
    await play("panel-meum-down");
    expect(screen.getByRole("status")).toHaveTextContent("We can't tell right now.");
  });

  it("names an address for payment updates that leads nowhere, and where to look", async () => {
    const { user, asked } = await show("panel-webhook-missing");
    expect(within(lines()[4]!).getByText("H05")).toBeVisible();
    const trouble = first("The plugin doesn't answer at the address for payment updates");
    expect(
      within(trouble).getByText(/the address that Meum has for them: https:\/\/corner-shop\.example\//),
    ).toBeVisible();
    // An owner can't judge what the plugin's settings show: whoever gets the note can.
    await user.click(within(trouble).getByRole("button", { name: "Copy a note for your developer" }));
    expect(asked()).toEqual([expect.objectContaining({ kind: "copyNote" })]);
  });

  it("leads back to the hand-over when the shop seems to use an old secret", async () => {
    const { user, asked } = await show("panel-old-secret");
    await user.click(
      within(first("Your shop probably still uses the old secret")).getByRole("button", {
        name: "Put key and secret in again",
      }),
    );
    expect(asked()).toEqual([{ kind: "resumeHandOver" }]);
  });

  it("leads back to an unfinished hand-over", async () => {
    const { user, asked } = await show("panel-hand-over-pending");
    await user.click(screen.getByRole("button", { name: "Finish in my shop" }));
    expect(asked()).toEqual([{ kind: "resumeHandOver" }]);
  });
});

describe("going round again", () => {
  it("starts from the panel with one quiet press", async () => {
    const { user, asked } = await show("panel-all-well");
    await user.click(screen.getByRole("button", { name: "Connect again" }));
    await user.click(screen.getByRole("button", { name: "Replace shop keys" }));
    expect(asked()).toEqual([{ kind: "replaceMeumKey" }, { kind: "replaceKeys" }]);
  });

  it("starts where a refused key is named", async () => {
    const { user, asked } = await show("panel-keys-revoked");
    await user.click(screen.getByRole("button", { name: "Use other keys" }));
    expect(asked()).toEqual([{ kind: "replaceKeys" }]);
  });
});

describe("practice", () => {
  it("is written on every screen, and ends only after asking once", async () => {
    const { user, asked } = await show("practice-panel");
    await user.click(screen.getByRole("button", { name: "Practice options" }));
    await user.click(screen.getByLabelText("Meum is down"));
    await user.click(screen.getByRole("button", { name: "Leave practice" }));
    expect(asked()).toEqual([{ kind: "practise", scenario: "meumDown" }]);
    await user.click(screen.getByRole("button", { name: "Yes, leave practice" }));
    expect(asked().at(-1)).toEqual({ kind: "leavePractice" });
  });

  it("fills in what a step needs, and Escape closes the drawer", async () => {
    const { user } = await show("practice-your-shop");
    await user.click(screen.getByRole("button", { name: "Practice options" }));
    await user.click(screen.getByRole("button", { name: /^Fill in: The practice shop's address/ }));
    expect(screen.getByLabelText("Your shop's address")).toHaveValue("https://corner-shop.example");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("complementary", { name: "Practice options" })).toBeNull();
    expect(screen.getByRole("button", { name: "Practice options" })).toHaveFocus();
  });
});

describe("a notice of the app itself", () => {
  it("can be put away, and comes back when there is another", async () => {
    const { user, asked, play } = await show({ ...sample("panel-all-well"), notice: cardOf("S02") });
    await user.click(screen.getByRole("button", { name: "Close" }));
    expect(asked()).toEqual([{ kind: "closeNotice" }]);
    await play("panel-all-well");
    expect(screen.queryByRole("region", { name: /read or save its notes/ })).toBeNull();
    await play({ ...sample("panel-all-well"), notice: cardOf("H12") });
    expect(screen.getByRole("region", { name: /password store is locked/ })).toBeVisible();
    expect(screen.getByRole("status")).toHaveTextContent(/password store is locked/);
  });

  it("comes and goes without taking the cursor", async () => {
    const { user, play } = await show("your-shop-failed");
    const box = screen.getByLabelText("Your shop's address");
    await user.type(box, "{Enter}");
    await play("your-shop-failed");
    await user.click(document.body);
    await play({ ...sample("your-shop-failed"), notice: cardOf("S02") });
    expect(document.body).toHaveFocus();
    expect(screen.getByRole("status")).toHaveTextContent(/read or save its notes/);
    box.focus();
    await play("your-shop-failed");
    expect(box).toHaveFocus();
  });

  it("leaves the cursor at the heading when it goes with it", async () => {
    const { user, play } = await show({ ...sample("your-shop-empty"), notice: cardOf("S02") });
    await user.click(screen.getByRole("button", { name: "Close" }));
    await play("your-shop-empty");
    expect(top()).toHaveFocus();
  });
});

describe("a line that somebody else must mend", () => {
  it("has a note to copy", async () => {
    const { user, asked } = await show("panel-firewall");
    await user.click(screen.getByRole("button", { name: "Copy a note for your web host" }));
    const [intent] = asked();
    if (intent?.kind !== "copyNote") throw new Error("no note");
    expect(intent.text).toContain("corner-shop.example refuses a request");
  });
});
