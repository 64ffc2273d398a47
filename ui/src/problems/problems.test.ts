import { describe, expect, it } from "vitest";
import type { AddressFault } from "../contract/AddressFault";
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

  it("names the day something ran out, or that it is still to come", () => {
    const problem = bare("B01");
    problem.note = { to: "webHost", at: Date.UTC(2026, 2, 2, 12) };
    const on = (month: number) => ({ ...problem.about, date: Date.UTC(2026, month, 14, 12) });
    const past = sentencesOf({ ...problem, about: on(1) });
    expect(past.means).toMatch(/ran out on 14 February 2026|ran out on February 14, 2026/);
    const coming = sentencesOf({ ...problem, about: on(5) });
    expect(coming.title).toBe("The shop's security certificate isn't valid yet");
    expect(coming.means).toMatch(/valid only on (14 June|June 14)/);
  });

  it("says how far a clock is off", () => {
    const problem = bare("F09");
    problem.about = { ...problem.about, seconds: 11_520 };
    expect(sentencesOf(problem).means).toContain("off by 3 hours 12 minutes");
  });

  it("asks for the address to use instead, whatever the problem is", () => {
    for (const code of codes) {
      const problem = bare(code);
      problem.about = { ...problem.about, instead: "https://corner-shop.com/shop/" };
      expect(sentencesOf(problem).next).toMatch(/corner-shop\.com\/shop\b.*\?|Did you mean/);
    }
    const next = { kind: "useInstead" } as const;
    const place = { screen: "wizard", instead: "https://www.corner-shop.com" } as const;
    expect(nextLabel(next, { ...place, code: "A10" })).toBe("Use www.corner-shop.com");
    expect(nextLabel(next, { ...place, code: "A04" })).toBe("Try www.corner-shop.com");
    expect(nextIntent(next, "wizard")).toEqual(next);
    expect(nextIntent(next, "panel")).toBeNull();
    expect(nextLabel(next, { ...place, screen: "panel", code: "A10" })).toBeNull();
  });

  it.each(["A10", "A11", "D10"] as const)("%s offers a connected shop no other address", (code) => {
    const instead = "https://new-shop.example";
    const stays = { ...bare(code), next: { kind: "none" } as const };
    const says = sentencesOf({ ...stays, about: { ...NOTHING, instead } });
    expect(says.next).toContain("Disconnect it on the panel");
    expect(says.next).toContain("new-shop.example");
    expect(says.means).not.toMatch(/best to go there/);
  });

  it.each(["A17", "D03", "D05", "F06", "F09", "H05", "H09"] as const)(
    "%s lets go on when it is a remark",
    (code) => {
      const stop = sentencesOf(bare(code));
      const soft = sentencesOf(bare(code), true);
      expect(soft.means).not.toBe(stop.means);
      expect(soft.next).not.toBe(stop.next);
      expect(soft.next).toMatch(/^You can go on\.|^Before you sell/);
      expect(soft.title.length).toBeLessThanOrEqual(60);
    },
  );

  it("says what is the matter with an address, each in other words", () => {
    const faults = Object.keys(PROBLEM_TEXTS.E17.faults ?? {}) as AddressFault[];
    const said = faults.map((fault) => {
      const problem = bare("E17");
      problem.about = { ...problem.about, fault };
      const { means } = sentencesOf(problem);
      expect(means).toMatch(/^[A-Z].*\.$/);
      return means;
    });
    expect(new Set([...said, sentencesOf("E17").means]).size).toBe(9);
    const stranger = bare("G19");
    stranger.about = { ...stranger.about, fault: "otherDomain" };
    for (const soft of [true, false])
      expect(sentencesOf(stranger, soft).next).toBe(
        "Before you sell, check this with Meum support. Nobody else should get word of your payments.",
      );
  });

  it("sends to the page that helps where updates go nowhere", () => {
    const problem = bare("H05");
    problem.about = { ...problem.about, fault: "behindLinks" };
    expect(sentencesOf(problem).next).toContain("Post name");
    expect(sentencesOf(problem, true).next).toMatch(/^Before you sell, choose “Post name”/);
    expect(sentencesOf("H05").next).toContain("plugins");
  });

  it.each(["G01", "H09", "H12", "H14", "H19"] as const)("%s reads differently on the way out", (code) => {
    const here = sentencesOf(bare(code), false, true);
    expect(here.means).not.toBe(sentencesOf(bare(code)).means);
    expect(here.title.length).toBeLessThanOrEqual(60);
    for (const text of [here.means, here.next]) expect(text).toMatch(/^["“A-Z].*[.?]$/s);
  });

  it("covers every problem of the samples, each with words for its button", () => {
    expect(new Set(problems.map((problem) => problem.code)).size).toBe(codes.length);
    for (const { code, next, about } of problems) {
      const place = { screen: "wizard", code, field: about.field, instead: about.instead } as const;
      expect(nextLabel(next, place) === null).toBe(next.kind === "none");
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
