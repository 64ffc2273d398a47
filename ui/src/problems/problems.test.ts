import { describe, expect, it } from "vitest";
import type { Fixer } from "../contract/Fixer";
import type { ProblemCode } from "../contract/ProblemCode";
import type { ProblemView } from "../contract/ProblemView";
import { samples } from "../test/show";
import { nextIntent, nextLabel } from "./actions";
import { PROBLEM_TEXTS } from "./texts";
import { NOTHING, sentencesOf } from "./words";

const codes = Object.keys(PROBLEM_TEXTS) as ProblemCode[];
const problems: ProblemView[] = samples.flatMap(({ view }) =>
  view.screen.kind === "wizard" && view.screen.problem ? [view.screen.problem] : [],
);

function bare(code: ProblemCode): ProblemView {
  return {
    code,
    about: NOTHING,
    fixer: "you" satisfies Fixer,
    next: { kind: "none" },
    otherwise: null,
    technical: null,
    tried: [],
    note: null,
  };
}

describe("the sentences of a problem", () => {
  it.each(codes)("%s has a short title, a meaning and a next step", (code) => {
    const { title, means, next } = sentencesOf(code);
    expect(title.length).toBeGreaterThan(0);
    expect(title.length).toBeLessThanOrEqual(60);
    expect(title).not.toMatch(/[.!]$/);
    for (const text of [means, next]) expect(text).toMatch(/^["“A-Z{].*[.?]$/s);
    expect(`${title} ${means} ${next}`).not.toMatch(/[{}]|null|undefined/);
  });

  it.each(codes)("%s neither blames nor speaks like a machine", (code) => {
    const { title, means, next } = sentencesOf(code);
    expect(`${title} ${means} ${next}`).not.toMatch(
      /\b(error|invalid|failed|failure|illegal|exception|you (entered|typed|did) )/i,
    );
  });

  it("stands with nothing known as well, and begins with a capital", () => {
    for (const code of codes) {
      const { means } = sentencesOf(bare(code));
      expect(means.charAt(0)).toBe(means.charAt(0).toUpperCase());
    }
  });

  it("never gives a host name a capital", () => {
    const problem = bare("F02");
    problem.about = { ...problem.about, store: "corner-shop.example", ending: "0112233" };
    expect(sentencesOf(problem).means).toMatch(/^corner-shop\.example knows the key ending …0112233/);
  });

  it("counts and waits in words", () => {
    const short = bare("E05");
    short.about = { ...short.about, count: 12 };
    expect(sentencesOf(short).means).toContain("and this one has 12");
    const slow = bare("G07");
    slow.about = { ...slow.about, seconds: 30 };
    expect(sentencesOf(slow).next).toContain("30 seconds");
    slow.about = { ...slow.about, seconds: 200 };
    expect(sentencesOf(slow).next).toContain("4 minutes");
  });

  it("covers every problem of the samples, each with words for its button", () => {
    expect(new Set(problems.map((problem) => problem.code)).size).toBe(codes.length);
    for (const { code, next, about } of problems) {
      expect(nextLabel(next, { screen: "wizard", code, field: about.field }) === null).toBe(
        next.kind === "none",
      );
    }
  });

  it("connects a connected shop again, where the wizard takes another connection key", () => {
    const next = { kind: "replaceMeumKey" } as const;
    expect(nextLabel(next, { screen: "wizard", code: "G01" })).toBe("Use another connection key");
    expect(nextLabel(next, { screen: "wizard", code: "H19" })).toBe("Connect again");
    expect(nextLabel(next, { screen: "panel" })).toBe("Connect again");
    for (const kind of ["replaceKeys", "replaceMeumKey", "resumeHandOver"] as const)
      expect(nextIntent({ kind }, "panel")).toEqual({ kind });
  });

  it("means the same button differently on the panel, where trying again is checking now", () => {
    expect(nextIntent({ kind: "tryAgain" }, "wizard")).toEqual({ kind: "tryAgain" });
    expect(nextIntent({ kind: "tryAgain" }, "panel")).toEqual({ kind: "checkNow" });
  });
});
