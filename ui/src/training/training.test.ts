import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { handbook } from "../app/handbook";
import type { ProblemCode } from "../contract/ProblemCode";
import type { RoundView } from "../contract/RoundView";
import { PLAYABLE } from "../contract/troubles";
import { sample, settle, show } from "../test/show";
import { say } from "../words/say";

const CODES = [...new Set(PLAYABLE.map(({ code }) => code))];

function round(name: string): RoundView {
  const { training } = sample(name);
  if (training?.kind !== "round") throw new Error(`${name} is no round`);
  return training;
}

const page = () => within(screen.getByTestId("training"));
const question = (name: string) => page().findByRole("group", { name });

describe("the handbook's pages", () => {
  it("say of every trouble what has happened, and no two say the same", async () => {
    const pages = await handbook();
    const gists = CODES.map((code) => pages[code].gist);
    expect(gists.filter((gist) => gist.length < 30)).toEqual([]);
    expect(new Set(gists).size).toBe(CODES.length);
  });

  it("are whole: heading, the card's words, three facts, and what to say", async () => {
    const pages = await handbook();
    for (const code of CODES) {
      const { title, blocks } = pages[code];
      expect(title.startsWith(`${code} – `)).toBe(true);
      expect(blocks.map(({ kind }) => kind)).toEqual(["quote", "facts", "list"]);
    }
  });
});

describe("support training", () => {
  it("is opened from the practice options", async () => {
    const { user, asked } = await show("practice-panel");
    await user.click(screen.getByRole("button", { name: "Practice options" }));
    await user.click(screen.getByRole("button", { name: "Begin support training" }));
    expect(asked()).toContainEqual({ kind: "train", wish: "open" });
  });

  it("says on every page that it is training, and leads back", async () => {
    for (const name of ["training-start", "training-round", "training-end"]) {
      const { user, asked, unmount } = await show(name);
      const ribbon = within(screen.getByRole("complementary", { name: "Support training" }));
      await user.click(ribbon.getByRole("button", { name: "Back to practice" }));
      expect(asked()).toContainEqual({ kind: "train", wish: "leave" });
      unmount();
    }
  });

  it("begins with some at random, or with all in order", async () => {
    const { user, asked } = await show("training-start");
    await user.click(page().getByRole("button", { name: "10 drawn at random" }));
    await user.click(page().getByRole("button", { name: /^All \d+/ }));
    expect(asked()).toEqual([
      { kind: "train", wish: { begin: "drawn" } },
      { kind: "train", wish: { begin: "byCode" } },
    ]);
  });

  it("lies over a screen that takes no keyboard meanwhile", async () => {
    const { play } = await show("practice-your-shop");
    await play("training-round");
    expect(document.querySelector<HTMLElement>(".screen")?.inert).toBe(true);
    expect(page().getByRole("group", { name: /^Round 1 of/ })).toHaveFocus();
  });

  it("asks for both answers, by keyboard alone", async () => {
    const { user, asked } = await show("training-round");
    const check = page().getByRole("button", { name: "Check my answers" });
    expect(check).toBeDisabled();
    const causes = within(await question("What has happened?")).getAllByRole("radio");
    const advice = within(await question("What comes next?")).getAllByRole("radio");
    expect([causes.length, advice.length]).toEqual([4, 4]);
    causes[2]?.focus();
    await user.keyboard(" ");
    expect(check).toBeDisabled();
    advice[1]?.focus();
    await user.keyboard(" {Enter}");
    expect(asked()).toEqual([{ kind: "train", wish: { answer: { cause: 2, advice: 1 } } }]);
  });

  it("covers the card's next step until it is answered", async () => {
    const { card } = round("training-round");
    const next = say({ key: card.says.next, args: card.says.args }, { now: 0 });
    const { play } = await show("training-round");
    const shown = () => within(document.getElementById("training-card") as HTMLElement);
    expect(shown().queryByText(next)).toBeNull();
    expect(shown().getByText(/covered/)).toBeVisible();
    await play("training-right");
    expect(shown().getByText(next)).toBeVisible();
  });

  it("says what was wrong and what is right, and shows the handbook's page", async () => {
    const { card, causes, verdict } = round("training-wrong");
    const pages = await handbook();
    await show("training-wrong");
    const said = page().getByRole("group", { name: /^That isn't right/ });
    await waitFor(() => expect(said).toHaveFocus());
    const cause = within(await page().findByRole("region", { name: "What has happened?" }));
    const [chosen, right] = [verdict?.cause.chosen ?? 0, verdict?.cause.right ?? 0];
    const gist = (place: number) => pages[causes[place] as ProblemCode].gist;
    expect(cause.getByText(gist(chosen)).closest("li")).toHaveTextContent("Your answer");
    expect(cause.getByText(gist(right)).closest("li")).toHaveTextContent("Right");
    const read = await screen.findByTestId(`handbook-${card.code}`);
    expect(read).toHaveAttribute("lang", "en");
    expect(within(read).getByRole("heading")).toHaveTextContent(pages[card.code].title);
    expect(read).toHaveTextContent("Say this:");
  });

  it("goes on, and stops when it is wanted", async () => {
    const { user, asked } = await show("training-right");
    await user.click(page().getByRole("button", { name: "Next round" }));
    await user.click(page().getByRole("button", { name: "Stop here" }));
    expect(asked()).toEqual([
      { kind: "train", wish: "next" },
      { kind: "train", wish: "stop" },
    ]);
  });

  it("counts, and has the pages to read again", async () => {
    const { user, asked } = await show("training-end");
    expect(page().getByText(/^Right: \d+\. Wrong: 1\.$/)).toBeVisible();
    expect(await screen.findByTestId("handbook-A07")).toBeVisible();
    await user.click(page().getByRole("button", { name: "Train those again that were wrong" }));
    expect(asked()).toEqual([{ kind: "train", wish: { begin: "missed" } }]);
  });

  it("says so where nothing is to be read again", async () => {
    await show("training-all-right");
    expect(page().getByText("Nothing to read again.")).toBeVisible();
  });

  it.each([
    ["training-round", "stop"],
    ["training-start", "leave"],
    ["training-end", "leave"],
  ])("Escape on %s: %s", async (name, wish) => {
    const { user, asked } = await show(name);
    await user.keyboard("{Escape}");
    expect(asked()).toEqual([{ kind: "train", wish }]);
  });

  it("keeps its causes and pages in English in a German window", async () => {
    await show({ ...sample("training-wrong"), language: "de" });
    await settle();
    expect(page().getByRole("group", { name: /^Das stimmt nicht/ })).toBeVisible();
    expect(await screen.findByTestId("handbook-A07")).toHaveTextContent("What it means:");
  });
});
