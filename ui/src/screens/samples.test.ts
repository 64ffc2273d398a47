import { cleanup } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, describe, expect, it } from "vitest";
import { samples, show } from "../test/show";

afterEach(cleanup);

/** What needs a layout is looked at in the real window instead. */
const RULES = { "color-contrast": { enabled: false }, "target-size": { enabled: false } };

/** The problems share one card: the first of them stands for all where it is slow to look. */
const isOneOfMany = (name: string): boolean => name.startsWith("problem-");
const one = samples.find((sample) => isOneOfMany(sample.name))?.name;

describe("every screen", () => {
  const screens = samples.filter(({ name }) => !isOneOfMany(name) || name === one);
  it.each(screens.map((sample) => sample.name))("%s is accessible", async (name) => {
    await show(name);
    const found = await axe.run(document, { rules: RULES, resultTypes: ["violations"], preload: false });
    expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  });
});

describe("every sample", () => {
  it.each(samples.map((sample) => sample.name))("%s fits the content policy", async (name) => {
    const { container } = await show(name);
    // What something lies over is not read.
    const headings = [...container.querySelectorAll("h1")];
    expect(headings.filter((one) => !one.closest<HTMLElement>(".screen")?.inert)).toHaveLength(1);
    expect(document.querySelectorAll("[style], script, img, [src], iframe")).toHaveLength(0);
  });
});
