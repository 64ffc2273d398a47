import { describe, expect, it } from "vitest";
import { panel, sample, show } from "../test/show";
import type { LineView } from "../contract/LineView";
import type { View } from "../contract/View";
import { parted } from "../words/sentences";
import { Announcer } from "./announcer.svelte";
import { zoomOf } from "./zoom";

async function turn(): Promise<void> {
  await new Promise((done) => setTimeout(done));
}

describe("the announcer", () => {
  it("says the same words once more when they are said once more", async () => {
    const said: string[] = [];
    const announcer = new Announcer((text) => said.push(text));
    announcer.say("Copied.");
    await turn();
    announcer.say("Copied.");
    await turn();
    expect(said).toEqual(["Copied.", "Copied."]);
    expect([announcer.text, announcer.count]).toEqual(["Copied.", 2]);
  });

  it("says together what comes at the same moment", async () => {
    const said: string[] = [];
    const announcer = new Announcer((text) => said.push(text));
    announcer.say("Payout wallet is missing.");
    announcer.say("Copied.");
    await turn();
    expect(said).toEqual(["Payout wallet is missing. Copied."]);
  });
});

/** The panel of a shop that is well, with one line changed. */
function well(id: LineView["id"], change: Partial<LineView>): View {
  const view = sample("panel-all-well");
  if (view.screen.kind !== "panel") throw new Error("no panel");
  return panel("panel-all-well", {
    lines: view.screen.lines.map((line) => (line.id === id ? { ...line, ...change } : line)),
  });
}

describe("the panel, for the ear", () => {
  it("says a line that breaks under an unchanged headline, and when it is mended", async () => {
    const { play, host } = await show("panel-all-well");
    await play(well("webhook", { state: "attention" }));
    expect(host.said.at(-1)).toBe("Payment updates: Needs attention.");
    await play(well("webhook", { state: "cantTell" }));
    expect(host.said.at(-1)).toBe("Payment updates: Can't tell right now.");
    await play("panel-all-well");
    expect(host.said.at(-1)).toBe("Payment updates: Working.");
    expect(host.said).toHaveLength(3);
  });

  it("says nothing of a line that is only checked again", async () => {
    const { play, host } = await show("panel-all-well");
    await play(well("shop", { checkedAt: 1, since: 1 }));
    expect(host.said).toEqual([]);
  });

  it("says that Check now was done where nothing changed, once it is answered", async () => {
    const { play, host } = await show("panel-all-well");
    await play(panel("panel-all-well", { checking: true }));
    await play("panel-all-well");
    expect(host.said, "the app looked by itself").toEqual([]);
    host.asked.push({ kind: "closeNotice" });
    await play("panel-all-well");
    expect(host.said).toEqual([]);
  });

  it("says it after the press, and not of what the app does later", async () => {
    const { user, play, host, getByRole } = await show("panel-all-well");
    await play("panel-all-well", 0);
    await user.click(getByRole("button", { name: "Check now" }));
    // A view from before the press was heard.
    await play("panel-all-well", 0);
    expect(host.said).toEqual([]);
    await play(panel("panel-all-well", { checking: true }));
    expect(host.said).toEqual([]);
    await play("panel-all-well");
    expect(host.said).toEqual(["Checked. Shoppers can pay."]);
    await play(panel("panel-all-well", { checking: true }));
    await play("panel-all-well");
    expect(host.said).toHaveLength(1);
  });

  it("says what changed instead, where the press brought news", async () => {
    const { user, play, host, getByRole } = await show("panel-all-well");
    await play("panel-all-well", 0);
    await user.click(getByRole("button", { name: "Check now" }));
    await play(well("keys", { state: "notWorking" }));
    expect(host.said).toEqual(["Shop keys: Not working."]);
  });
});

describe("the size of the page", () => {
  const press = (init: KeyboardEventInit): KeyboardEvent => new KeyboardEvent("keydown", init);

  it.each([
    [{ key: "+", ctrlKey: true }, "larger"],
    [{ key: "=", ctrlKey: true }, "larger"],
    [{ key: "+", metaKey: true }, "larger"],
    [{ key: "-", ctrlKey: true }, "smaller"],
    [{ key: "0", ctrlKey: true }, "usual"],
    [{ key: "Insert", code: "Numpad0", ctrlKey: true }, "usual"],
    [{ key: "+", code: "NumpadAdd", ctrlKey: true }, "larger"],
    [{ key: "-", code: "NumpadSubtract", ctrlKey: true }, "smaller"],
    [{ key: "+" }, null],
    [{ key: "0", code: "Digit0" }, null],
    [{ key: "+", ctrlKey: true, altKey: true }, null],
    [{ key: "r", ctrlKey: true }, null],
  ])("%j asks for %s", (init, change) => {
    expect(zoomOf(press(init))).toBe(change);
  });

  it("is asked for from any screen, and does nothing else", async () => {
    for (const name of ["welcome", "panel-all-well", "cannot-start", "disconnect"]) {
      const { user, host, unmount } = await show(name);
      await user.keyboard("{Control>}={/Control}");
      expect(host.asked, name).toEqual([{ kind: "zoom", change: "larger" }]);
      unmount();
    }
  });
});

describe("a description", () => {
  it.each([
    ["One. Two.", ["One.", " Two."]],
    ["Only one", ["Only one", ""]],
    ["We asked corner-shop.example. It said no.", ["We asked corner-shop.example.", " It said no."]],
    ["", ["", ""]],
  ])("of %j is its first sentence", (text, expected) => {
    expect(parted(text)).toEqual(expected);
  });
});
