import { cleanup } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, describe, expect, it } from "vitest";
import { samples, show } from "../test/show";

afterEach(cleanup);

/** What needs a layout is looked at in the real window instead. */
const RULES = { "color-contrast": { enabled: false }, "target-size": { enabled: false } };

describe("every sample", () => {
  it.each(samples.map((sample) => sample.name))(
    "%s is accessible and fits the content policy",
    async (name) => {
      const { container } = await show(name);
      const found = await axe.run(document, { rules: RULES });
      expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
      expect(container.querySelectorAll("h1")).toHaveLength(1);
      expect(document.querySelectorAll("[style], script, img, [src], iframe")).toHaveLength(0);
    },
  );
});
