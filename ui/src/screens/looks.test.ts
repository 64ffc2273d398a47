import { cleanup, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { Headline } from "../contract/Headline";
import type { LineState } from "../contract/LineState";
import type { PanelView } from "../contract/PanelView";
import { panel, sample, show } from "../test/show";
import { firstArch, headMark, headTone, toneOf } from "./panel/states";

afterEach(cleanup);

/** Whether one thing stands before another, top to bottom. */
function above(one: Element | null, other: Element | null): boolean {
  if (!one || !other) throw new Error("one of the two is not there");
  return (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

const card = (): HTMLElement | null => document.getElementById("problem");

describe("what stands in the way is said before what there is to read", () => {
  const lists = ["disconnect-slow-down", "forget-vault-locked"];
  it.each(lists)("%s: before what stops and what stays", async (name) => {
    await show(name);
    expect(above(card(), screen.getAllByRole("heading", { level: 2, name: /stays|touched/i })[0]!)).toBe(
      true,
    );
  });

  const checks = [
    "review-refused",
    "review-details-refused",
    "shop-keys-vault-locked",
    "shop-keys-wrong-secret",
    "your-shop-extra-password-wrong",
    "your-shop-failed",
  ];
  it.each(checks)("%s: before the checks", async (name) => {
    await show(name);
    expect(above(card(), document.querySelector(".checks"))).toBe(true);
  });

  it("hand-over-refused: before the offer", async () => {
    await show("hand-over-refused");
    expect(above(card(), document.getElementById("auto"))).toBe(true);
  });

  it.each(["hand-over-settings-unknown", "hand-over-several-gateways"])(
    "%s: without the offer",
    async (name) => {
      await show(name);
      expect(card()).toBeVisible();
      expect(document.getElementById("auto")).toBeNull();
    },
  );

  it("beside its box, where it is about what stands in the box", async () => {
    await show("disconnect-other-name");
    expect(above(screen.getByRole("textbox"), card())).toBe(true);
  });
});

describe("the code of the report has one place", () => {
  const pages = ["disconnect-answer-lost", "unlock-refused", "ended-vault-locked", "forget-vault-locked"];
  it.each([...pages, "move-not-there", "review-refused"])("%s: in the column beside", async (name) => {
    await show(name);
    // In a low or narrow window it stands below the page: the same one.
    const beside = screen.getByRole("complementary", { name: "For Meum's support" });
    expect(screen.getAllByTestId("report-code")).toEqual([within(beside).getByTestId("report-code")]);
  });

  it("and on the panel in the head", async () => {
    await show("panel-webhook-failing");
    const head = screen.getByRole("group", { name: "Payments need attention" });
    expect(within(head).getByTestId("report-code")).toBeVisible();
  });

  it.each([
    ["panel-webhook-failing", "en", "For Meum's support"],
    ["review-refused", "en", "For Meum's support"],
    ["review-refused", "de", "Für den Meum-Support"],
    ["review-refused", "es", "Para el soporte de Meum"],
    ["review-refused", "fr", "Pour le support de Meum"],
  ] as const)("%s, %s: and beside it stands whom it is for", async (name, language, caption) => {
    await show({ ...sample(name), language });
    const figure = screen.getByTestId("report-code").closest("figure");
    if (!figure) throw new Error("it has no caption");
    expect(within(figure).getByText(caption)).toBeVisible();
  });
});

describe("what stands above the lines names its code", () => {
  it.each([
    ["panel-webhook-failing", "Payment updates don't reach your shop", "H04"],
    ["panel-payout-missing", "Your payout wallet is missing", "G11"],
    ["panel-payout-unknown", "Is your payout wallet set?", "G17"],
    ["panel-hand-over-pending", "Shoppers can pay once your shop has its new key", "H06"],
  ])("%s", async (name, title, code) => {
    await show(name);
    const cards = screen
      .getAllByRole("heading", { level: 2, name: title })
      .map((one) => one.closest("section"));
    expect(cards.some((card) => card?.textContent.includes(`Code ${code}`))).toBe(true);
  });
});

describe("how grave it is has one colour", () => {
  /** A panel with this headline, where a line in this state is the one to look at first. */
  function with_(headline: Headline, state: LineState | null): PanelView {
    const { screen } = sample("panel-all-well");
    if (screen.kind !== "panel") throw new Error("no panel");
    const lines = screen.lines.map((line) =>
      line.id === "shop" && state !== null ? { ...line, state, counts: true } : line,
    );
    return { ...screen, headline, lines };
  }
  const cases: [Headline, LineState | null, boolean, string, string][] = [
    // One sign, one meaning: only "can't pay" has the octagon. The colour says how grave it is.
    ["attention", "notWorking", true, "warn", "bad"],
    ["attention", "notWorking", false, "warn", "bad"],
    ["attention", "attention", true, "warn", "warn"],
    ["cantTell", "cantTell", true, "unknown", "calm"],
    // No card says worse than the headline: what this app alone no longer sees stops no shopper.
    ["cantTell", "notWorking", true, "unknown", "warn"],
    ["canPay", "notWorking", true, "ok", "warn"],
    ["canPay", "attention", false, "ok", "warn"],
    ["cantPayYet", "notWorking", true, "bad", "bad"],
    ["attention", null, true, "warn", "bad"],
    ["attention", null, false, "warn", "warn"],
  ];
  it.each(cases)(
    "%s with a line that is %s (alarm: %s): head %s, card %s",
    (headline, state, alarm, head, tone) => {
      expect(headMark(with_(headline, state))).toBe(head);
      expect(toneOf(with_(headline, state), alarm)).toBe(tone);
    },
  );
});

it("a question is asked in the colour of a warning where a line was seen to be wrong", () => {
  const tone = (name: string) => {
    const { screen } = sample(name);
    return screen.kind === "panel" ? headTone(screen) : null;
  };
  expect(tone("panel-keys-revoked")).toBe("warn");
  for (const calm of ["panel-offline", "panel-all-well"]) expect(tone(calm), calm).toBeUndefined();
  expect(tone("panel-webhook-failing")).toBe("bad");
});

describe("the drawing says what the headline says", () => {
  const drawn: [string, LineState | null][] = [
    ["panel-all-well", "working"],
    ["panel-gateway-off", "notWorking"],
    ["panel-hand-over-pending", "notWorking"],
    ["panel-webhook-failing", "notWorking"],
    ["panel-webhook-shut", "notWorking"],
    // The other arch is the one that is broken.
    ["panel-payout-missing", "working"],
    ["panel-keys-revoked", "cantTell"],
    ["panel-offline", "cantTell"],
  ];
  it.each(drawn)("%s: the first arch is %s", (name, state) => {
    const view = panel(name, {});
    expect(view.screen.kind === "panel" && firstArch(view.screen)).toBe(state);
  });
});

describe("a box is red only where its text has to be changed", () => {
  it.each([
    ["problem-A04", "true"],
    ["problem-A01", "true"],
    ["problem-C01", "false"],
    ["problem-D01", "false"],
    ["problem-B01", "false"],
  ])("%s: %s", async (name, invalid) => {
    await show(name);
    expect(screen.getByRole("textbox", { name: /address/i })).toHaveAttribute("aria-invalid", invalid);
  });

  it.each(["meum-key-wrong", "shop-keys-incomplete"])(
    "%s: what was thrown away is not drawn",
    async (name) => {
      const { container } = await show(name);
      const box = container.querySelector<HTMLInputElement>("[aria-invalid=true]");
      expect(box).toHaveValue("");
      expect(box?.placeholder ?? "").not.toContain("•");
    },
  );
});

it("the folded list of shops names another one that needs a look, and leads there", async () => {
  const view = sample("panel-several-shops");
  const shops = view.shops!.shops.map((shop) =>
    shop.current ? shop : { ...shop, headline: "cantPayYet" as const },
  );
  const { user, asked } = await show({ ...view, shops: { ...view.shops!, shops } });
  await user.click(screen.getByRole("button", { name: "Lamps and more: Shoppers can't pay right now" }));
  expect(asked()).toEqual([{ kind: "openShop", id: shops.find((shop) => !shop.current)?.id }]);
});

it("the strips are explained while what happened is folded", async () => {
  await show("panel-with-a-past");
  const legend = screen.getByRole("list", { name: "What the strips show" });
  expect(within(legend).getByText("24 hours")).toBeVisible();
  expect(within(legend).getByText("not working")).toBeVisible();
});
