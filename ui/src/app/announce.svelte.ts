/** Tells a screen reader what has changed: the step, each settled check, a failure, the headline,
 * a line of the panel. */
import type { CheckView } from "../contract/CheckView";
import type { LineState } from "../contract/LineState";
import type { LineView } from "../contract/LineView";
import type { ProblemView } from "../contract/ProblemView";
import type { Screen } from "../contract/Screen";
import type { View } from "../contract/View";
import { isLeaving, type LeavingScreen } from "../screens/leaving/screens";
import { m } from "../paraglide/messages.js";
import { saysOf, text, type Reader } from "../words/say";
import type { Announcer } from "./announcer.svelte";
import type { Session } from "./session.svelte";
import { ago, moment } from "./time";

/** States in which something is wrong, or cannot be told. */
const BAD: LineState[] = ["attention", "notWorking", "cantTell"];

/** A page over the panel or a step. */
type Page = LeavingScreen | Extract<Screen, { kind: "unlock" | "move" }>;

export function announceChanges(view: () => View, announcer: Announcer, session: Session): void {
  let before: View | null = null;
  $effect(() => {
    const after = view();
    const news = before === null ? sayNotice(after) : changes(before, after);
    // Who pressed *Check now* hears that it was done, also where nothing changed.
    const text = session.answersCheck(after) && news === "" ? sayChecked(after) : news;
    before = after;
    if (text !== "") announcer.say(text);
  });
}

/** What is worth saying between two views; empty when nothing is. */
export function changes(before: View, after: View): string {
  // What goes on below the training is read when it is closed.
  if (after.training) return "";
  const [was, is] = [before.screen, after.screen];
  const said: string[] = [];
  if (after.notice && after.notice.code !== before.notice?.code) {
    said.push(sayNotice(after));
  }
  if (is.kind === "panel") {
    const headline = m[`headline_${is.headline}` as const]();
    if (was.kind !== "panel" || was.headline !== is.headline) said.push(m.say_headline({ headline }));
    if (was.kind === "panel") said.push(...sayLines(was.lines, is.lines));
    const paused = was.kind === "panel" && was.asksAgainAt !== null;
    const stillAt = was.kind === "panel" ? was.stillAt : null;
    if (is.stillAt !== null && is.stillAt !== stillAt)
      said.push(m.panel_still({ ago: ago(is.stillAt, Date.now()) }));
    if (is.asksAgainAt !== null && !paused) {
      said.push(m.line_pause({ moment: moment(is.asksAgainAt, Date.now()) }));
    }
  }
  if (is.kind === "cannotStart" && was.kind !== "cannotStart") {
    said.push(sayProblem(is.problem));
  }
  if (isLeaving(is) || is.kind === "unlock" || is.kind === "move") said.push(...sayPage(was, is));
  if (is.kind !== "wizard") return said.join(" ");
  const same = was.kind === "wizard" && was.step.kind === is.step.kind;
  if (!same) said.push(m.say_step({ step: m[`step_${is.step.kind}` as const]() }));
  if (same) said.push(...is.checks.filter((check) => isNews(check, was.checks)).map(sayCheck));
  const code = same ? was.problem?.code : undefined;
  if (is.problem && (is.problem.code !== code || (same && was.doing !== null))) {
    said.push(sayProblem(is.problem));
  }
  if (is.stillAt !== null && !(same && was.stillAt === is.stillAt))
    said.push(m.still_same({ ago: ago(is.stillAt, Date.now()) }));
  const known = was.kind === "wizard" ? was.remarks.map((remark) => remark.code) : [];
  for (const remark of is.remarks.filter(({ code }) => !known.includes(code)))
    said.push(m.say_remark({ title: saysOf(remark, now()).title }));
  return said.join(" ");
}

/** The page itself is said by its heading, which takes the focus. */
function sayPage(was: Screen, is: Page): string[] {
  const isPage = isLeaving(was) || was.kind === "unlock" || was.kind === "move";
  const before = isPage && was.kind === is.kind ? was : null;
  const same = before !== null && before.problem?.code === is.problem?.code && before.doing === null;
  // While it is tried once more, what stood in the way is no news.
  if (is.problem === null || same || is.doing !== null) return [];
  return [sayProblem(is.problem)];
}

/** Lines that broke, or broke in another way, or are mended. */
function sayLines(before: LineView[], after: LineView[]): string[] {
  const isBad = ({ state }: LineView): boolean => BAD.includes(state);
  const said = after.filter((line) => {
    const was = before.find(({ id }) => id === line.id);
    if (was === undefined || (was.state === line.state && was.code === line.code)) return false;
    return isBad(line) || isBad(was);
  });
  return said.map(({ id, state }) =>
    m.say_line({ line: m[`line_${id}` as const](), state: m[`state_${state}` as const]() }),
  );
}

function sayChecked({ screen }: View): string {
  if (screen.kind !== "panel") return "";
  return m.say_checked({ headline: m[`headline_${screen.headline}` as const]() });
}

function sayNotice({ notice }: View): string {
  return notice === null ? "" : sayProblem(notice);
}

function sayProblem(problem: ProblemView): string {
  const { title, next } = saysOf(problem, now());
  return m.say_problem({ title, next });
}

function now(): Reader {
  return { now: Date.now() };
}

function isNews(check: CheckView, before: CheckView[]): boolean {
  const was = before.find((other) => other.check === check.check)?.state;
  return (
    was !== check.state && (check.state === "passed" || check.state === "noted" || check.state === "failed")
  );
}

function sayCheck(check: CheckView): string {
  const state =
    check.state === "passed"
      ? m.check_state_passed()
      : check.state === "noted"
        ? m.check_state_noted()
        : m.check_state_failed();
  return m.say_check({ check: text(check.called), state });
}
