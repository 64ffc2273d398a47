import { describe, expect, it } from "vitest";
import { exact } from "../app/time";
import type { ProblemView } from "../contract/ProblemView";
import { samples } from "../test/show";
import { noteLabel, noteOf } from "./note";
import { PROBLEM_TEXTS } from "./texts";

const problems: ProblemView[] = samples.flatMap(({ name, view }) =>
  name.startsWith("problem-") && view.screen.kind === "wizard" && view.screen.problem
    ? [view.screen.problem]
    : [],
);
const noted = problems.filter((problem) => problem.note !== null);
/** The other side keeps at most so much of a note. */
const LINES = 80;
const CHARACTERS = 300;

function problemOf(code: string): ProblemView {
  const found = problems.find((problem) => problem.code === code);
  if (!found) throw new Error(`no sample of ${code}`);
  return structuredClone(found);
}

describe("a note to pass on", () => {
  it("can be made of just those problems that somebody else can mend", () => {
    const asking = Object.entries(PROBLEM_TEXTS).filter(([, texts]) => texts.ask !== undefined);
    expect(asking.map(([code]) => code).sort()).toEqual(noted.map(({ code }) => code).sort());
    expect(noteOf(problemOf("A01"), "1.2.3")).toBeNull();
  });

  it.each(noted.map((problem) => problem.code))("%s says who, what, and what to change", (code) => {
    const problem = problemOf(code);
    const note = noteOf(problem, "1.2.3") ?? "";
    expect(note).toMatch(/^Hello,\n\nI am connecting corner-shop\.example to Meum/);
    expect(note).toMatch(/What is needed:\n[A-Z].{40}/s);
    expect(note).toContain(`Seen: ${problem.technical}`);
    expect(note).toContain(`Code ${code}, Meum Connect 1.2.3`);
    expect(note).not.toMatch(/[{}]|null|undefined|NaN/);
    // Whatever looks like a key is cut on the other side; nothing of ours may.
    expect(note).not.toMatch(/c[ks]_|sk_live_/i);
  });

  it.each(noted.map((problem) => problem.code))(
    "%s fits the clipboard whole, however much was tried",
    (code) => {
      const problem = problemOf(code);
      problem.tried = Array.from({ length: 20 }, (_, index) => `GET /try-${index} · 404 · 41 ms`);
      const lines = (noteOf(problem, "1.2.3") ?? "").split("\n");
      expect(lines.length).toBeLessThanOrEqual(LINES);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(CHARACTERS);
    },
  );

  it("carries the change itself, the time with its distance from UTC, and the other attempts", () => {
    const problem = problemOf("F06");
    problem.tried = ["GET /?rest_route=/ · 404 · no json · 52 ms"];
    const note = noteOf(problem, "1.2.3") ?? "";
    expect(note).toContain("CGIPassAuth On");
    expect(note).toContain('SetEnvIf Authorization "(.*)" HTTP_AUTHORIZATION=$1');
    expect(note).toContain("fastcgi_param HTTP_AUTHORIZATION $http_authorization;");
    expect(note).toContain(`Time: ${exact(problem.note?.at ?? 0)}`);
    expect(note).toMatch(/Time: .* UTC/);
    expect(note).toMatch(/Also tried:\n- GET \/\?rest_route=\/ · 404/);
    expect(noteOf(problemOf("F07"), "1.2.3")).toContain(
      "if (($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'https') $_SERVER['HTTPS'] = 'on';",
    );
  });

  it("leaves out what is not known, and what the shop or Meum said", () => {
    const problem = problemOf("C03");
    problem.about = { ...problem.about, store: null, words: "a hostile word", ending: "0112233" };
    problem.technical = null;
    problem.note = { to: "webHost", at: null };
    const note = noteOf(problem, "1.2.3") ?? "";
    expect(note).toContain("connecting my shop to Meum");
    expect(note).not.toMatch(/Seen:|Time:|Also tried:|hostile|0112233/);
  });

  it("says on its button whom it is for", () => {
    const labels = noted.map(({ note }) => noteLabel(note?.to ?? "you"));
    expect(new Set(labels)).toEqual(
      new Set([
        "Copy a note for your web host",
        "Copy a note for your developer",
        "Copy a note for your network people",
      ]),
    );
  });
});
