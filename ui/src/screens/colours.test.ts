import { cleanup } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { PanelView } from "../contract/PanelView";
import { samples, show } from "../test/show";

afterEach(cleanup);

const panels: [string, PanelView][] = samples.flatMap(({ name, view }) =>
  view.screen.kind === "panel" && view.screen.first ? [[name, view.screen]] : [],
);

/** The colour of a line's sign, as the card that speaks of it names it. */
function colour(line: Element): string {
  const classes = line.querySelector(".icon > svg")!.classList;
  return classes.contains("bad") ? "bad" : classes.contains("warn") ? "warn" : "calm";
}

describe("the card and its line have one colour", () => {
  it.each(panels)("%s", async (name, panel) => {
    await show(name);
    const card = document.querySelector(".banner:has(h2)")!;
    const tone = ["bad", "warn", "calm"].find((tone) => card.classList.contains(tone));
    const line = panel.lines.find((line) => line.counts);
    if (!line) return;
    expect(colour(document.querySelector(`[data-line="${line.id}"]`)!), panel.headline).toBe(tone);
  });

  it("is never red under a headline by which payments are not what is wrong", async () => {
    for (const [name, panel] of panels.filter(([, { headline }]) =>
      ["canPay", "cantTell"].includes(headline),
    )) {
      await show(name);
      for (const line of document.querySelectorAll("[data-line]")) expect(colour(line), name).not.toBe("bad");
      expect(panel.first?.code).toBeDefined();
      cleanup();
    }
  });
});

describe("a word of Meum's stands beside the plain one that means it", () => {
  it("on the line and in what Meum reports", async () => {
    await show("panel-half-issued-no-secret");
    const line = document.querySelector('[data-line="meum"]')!;
    expect(line).toHaveTextContent("Meum's word for “Health”: DEGRADED – Not quite in order");
    const report = document.querySelector('section[aria-labelledby="report"]')!;
    expect(report).toHaveTextContent(/Health\s*Not quite in order\s*DEGRADED/);
    expect(report, "what is fine needs no other word").not.toHaveTextContent("HEALTHY");
  });
});

describe("a headline tells no more than is known", () => {
  it("says when shoppers could pay, while shop and Meum are both asked again", async () => {
    await show("panel-checking-again");
    expect(document.querySelector("h1")).toHaveTextContent(/^Shoppers could pay at .*\d\d:\d\d$/);
  });
});
