/** The page *Settings*: every choice is asked for as it is made, and the page says what this desktop can do. */
import { cleanup, fireEvent, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { View } from "../contract/View";
import { sample, show, top } from "../test/show";
import { clockOf, minuteOf } from "./settings/hours";

afterEach(cleanup);

const NOTIFY = "Tell me when something is wrong with a shop";
const QUIET = "Stay quiet at night";

function wanted(on: boolean, quiet: boolean): View {
  const view = sample("settings");
  if (view.screen.kind !== "settings") throw new Error("no settings");
  const notifications = {
    ...view.screen.notifications,
    on,
    quietHours: quiet ? { from: 1320, to: 420 } : null,
  };
  return { ...view, screen: { ...view.screen, notifications } };
}

describe("the way to the settings", () => {
  it("is a button of the panel, and the usual keys from anywhere", async () => {
    const { user, asked } = await show("panel-all-well");
    await user.click(screen.getByRole("button", { name: "Settings" }));
    await user.keyboard("{Control>},{/Control}");
    expect(asked()).toEqual([{ kind: "openSettings" }, { kind: "openSettings" }]);
  });

  it("leads back by Done and by Escape, and reading begins at the heading", async () => {
    const { user, asked } = await show("settings");
    expect(top()).toHaveFocus();
    await user.click(screen.getByRole("button", { name: "Done" }));
    await user.keyboard("{Escape}");
    expect(asked()).toEqual([{ kind: "closeSettings" }, { kind: "closeSettings" }]);
  });
});

describe("notifications", () => {
  it("are switched by a tick, which asks and waits for the answer", async () => {
    const { user, asked, play } = await show(wanted(true, false));
    await user.click(screen.getByRole("checkbox", { name: NOTIFY }));
    expect(asked()).toEqual([{ kind: "prefer", choice: { what: "notifications", on: false } }]);
    await play(wanted(false, false));
    expect(screen.getByRole("checkbox", { name: NOTIFY })).not.toBeChecked();
    expect(screen.queryByRole("checkbox", { name: QUIET })).toBeNull();
  });

  it("keep quiet from ten to seven, until the merchant says otherwise", async () => {
    const { user, asked, play } = await show(wanted(true, false));
    await user.click(screen.getByRole("checkbox", { name: QUIET }));
    await play(wanted(true, true));
    const from = screen.getByLabelText("Quiet from");
    expect(from).toHaveValue("22:00");
    await fireEvent.change(from, { target: { value: "23:30" } });
    await fireEvent.change(screen.getByLabelText("until"), { target: { value: "" } });
    await user.click(screen.getByRole("checkbox", { name: QUIET }));
    expect(asked()).toEqual([
      { kind: "prefer", choice: { what: "quietHours", hours: { from: 1320, to: 420 } } },
      { kind: "prefer", choice: { what: "quietHours", hours: { from: 1410, to: 420 } } },
      { kind: "prefer", choice: { what: "quietHours", hours: null } },
    ]);
  });
});

it("says in plain words what this desktop can't do", async () => {
  await show("settings-bare-desktop");
  expect(screen.getByText(/No program on this computer shows notifications\./)).toBeInTheDocument();
});

it.each([
  ["00:00", 0],
  ["07:05", 425],
  ["23:59", 1439],
  ["22:00:00", 1320],
])("%s is a minute of the day", (clock, minute) => {
  expect(minuteOf(clock)).toBe(minute);
  expect(clockOf(minute)).toBe(clock.slice(0, 5));
});

it.each(["", "24:00", "7", "12:60", "noon"])("%s is no time", (clock) => {
  expect(minuteOf(clock)).toBeNull();
});
