import { cleanup, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { View } from "../contract/View";
import { sample, samples, show } from "../test/show";

afterEach(cleanup);

/** A panel with the report opened: one line of it stands for all. */
function opened(isOld: boolean): View {
  const view = sample("panel-all-well");
  const told = [[{ key: "report_request", args: { line: { text: "GET /wp-json/ · 401" } } }]] as const;
  return { ...view, support: { ...view.support, told: told.map((lines) => [...lines]), isOld } };
}

describe("every picture says whose it is", () => {
  const known = samples.filter(({ view }) => view.support.shop !== null);
  it.each(known.map((sample) => sample.name))("%s", async (name) => {
    const { view } = await show(name).then(() => ({ view: sample(name) }));
    const panel = view.screen.kind === "panel";
    const strip = within(screen.getByTestId(panel ? "identity" : "support-strip"));
    expect(strip.getByText(view.support.shop ?? "")).toBeVisible();
    expect(strip.getByText(view.support.reference ?? "")).toBeVisible();
    for (const code of panel ? [] : view.support.codes)
      expect(strip.getByText(new RegExp(code))).toBeVisible();
    // Where a code is on the screen, and on the panel, the report is there for a machine.
    const wanted = panel || view.support.codes.length > 0;
    expect(screen.queryAllByTestId("report-code").length > 0).toBe(wanted);
  });
});

describe("the report", () => {
  it("is shown by a press on the code, and before it is copied", async () => {
    const { user, asked, play } = await show("panel-all-well");
    await user.click(screen.getByRole("button", { name: /Report for Meum's support/ }));
    expect(asked()).toEqual([{ kind: "report", wish: "show" }]);
    await play(opened(false));
    expect(screen.getByText("- GET /wp-json/ · 401")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Check now first" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Copy for support" }));
    expect(asked().at(-1)).toEqual({ kind: "copyNote", text: "- GET /wp-json/ · 401" });
  });

  it("is saved as a picture or as a file, and says where", async () => {
    const { user, asked, play } = await show(opened(false));
    await user.click(screen.getByRole("button", { name: "Save picture" }));
    await user.click(screen.getByRole("button", { name: "Save file" }));
    expect(asked()).toEqual([
      { kind: "report", wish: { save: "picture" } },
      { kind: "report", wish: { save: "file" } },
    ]);
    expect(screen.queryByRole("button", { name: "Show in folder" })).toBeNull();
    const view = opened(false);
    await play({ ...view, support: { ...view.support, saving: "picture" } });
    expect(screen.getByRole("button", { name: "Save picture" })).toHaveAttribute("aria-busy", "true");
    expect(screen.getByRole("button", { name: "Save file" })).toBeDisabled();
    const place = "/home/anna/Downloads/meum-report-FBKN4Q-2026-03-02-0902.png";
    await play({ ...view, support: { ...view.support, saved: { form: "picture", place } } });
    // A screen reader is told the same beside it.
    const report = within(screen.getByTestId("support-report"));
    expect(report.getByText(`The picture is saved as ${place}`)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Show in folder" }));
    expect(asked().at(-1)).toEqual({ kind: "report", wish: "showSaved" });
  });

  it("is checked first where it is old, and goes away by Escape", async () => {
    const { user, asked } = await show(opened(true));
    await user.click(screen.getByRole("button", { name: "Check now first" }));
    await user.keyboard("{Escape}");
    expect(asked()).toEqual([{ kind: "checkNow" }, { kind: "report", wish: "hide" }]);
  });
});
