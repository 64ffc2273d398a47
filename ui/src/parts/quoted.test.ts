import { cleanup } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { ProblemView } from "../contract/ProblemView";
import { sample, samples, show } from "../test/show";

afterEach(cleanup);

/** The remarks of a sample that quote somebody. */
function quoting(name: string): ProblemView[] {
  const { screen } = sample(name);
  const remarks = "remarks" in screen ? screen.remarks : [];
  return remarks.filter((remark) => remark.quote);
}

describe("a remark shows the words that it is about", () => {
  const cases = samples.map((sample) => sample.name).filter((name) => quoting(name).length > 0);
  it("is met", () => expect(cases).toContain("hand-over-unknown-word"));
  it.each(cases)("%s", async (name) => {
    await show(name);
    for (const { code, quote } of quoting(name)) {
      const remark = document.querySelector(`.remark[data-code="${code}"]`);
      expect(remark?.querySelector("blockquote")?.textContent).toBe(quote?.text);
    }
  });
});
