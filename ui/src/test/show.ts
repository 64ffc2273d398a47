/** Shows a sample in the whole app, as the window would, and lets a person use it. */
import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";
import App from "../App.svelte";
import { Clock } from "../app/clock.svelte";
import type { ButtonView } from "../contract/ButtonView";
import type { Intent } from "../contract/Intent";
import type { PanelView } from "../contract/PanelView";
import type { ProblemView } from "../contract/ProblemView";
import written from "../contract/samples.json";
import type { View } from "../contract/View";
import type { WizardView } from "../contract/WizardView";
import { FakeHost } from "../host/fake";

/** The button that does once more what failed. */
export const TRY_AGAIN: ButtonView = {
  label: { key: "action_retry", args: {} },
  press: { kind: "tryAgain" },
};

export const samples = written as unknown as { name: string; view: View }[];

export function sample(name: string): View {
  const found = samples.find((sample) => sample.name === name);
  if (!found) throw new Error(`no sample is called ${name}`);
  return structuredClone(found.view);
}

/** The card of a code, from the sample of where it is met. */
export function cardOf(code: string): ProblemView {
  const { screen, notice } = sample(`problem-${code}`);
  if (notice?.code === code) return notice;
  const card = screen.kind === "wizard" || screen.kind === "cannotStart" ? screen.problem : null;
  if (card?.code !== code) throw new Error(`${code} has no card there`);
  return card;
}

export async function show(start: string | View) {
  const view = typeof start === "string" ? sample(start) : start;
  const host = new FakeHost(view);
  const user = userEvent.setup({ delay: null });
  const rendered = render(App, { host, clock: new Clock() });
  await settle();
  let rev = view.rev;
  return {
    ...rendered,
    host,
    user,
    /** What was asked for, without the letters typed on the way. */
    asked: (): Intent[] => host.asked.filter((intent) => intent.kind !== "typeAddress"),
    /** Shows another view, as newer than the last. */
    play: async (next: string | View, heard?: number) => {
      rev += 1;
      host.play({ ...(typeof next === "string" ? sample(next) : next), rev }, heard);
      await settle();
    },
  };
}

/** The group that is named by the page's heading: reading begins there. */
export function top(): HTMLElement {
  const name = screen.getByRole("heading", { level: 1 }).textContent;
  return screen.getByRole("group", { name });
}

export async function settle(): Promise<void> {
  await new Promise((done) => setTimeout(done));
  await tick();
}

/** A wizard sample with some of it changed. */
export function wizard(name: string, change: Partial<WizardView>): View {
  const view = sample(name);
  if (view.screen.kind !== "wizard") throw new Error(`${name} is no wizard`);
  return { ...view, screen: { ...view.screen, ...change } };
}

/** A panel sample with some of it changed. */
export function panel(name: string, change: Partial<PanelView>): View {
  const view = sample(name);
  if (view.screen.kind !== "panel") throw new Error(`${name} is no panel`);
  return { ...view, screen: { ...view.screen, ...change } };
}
