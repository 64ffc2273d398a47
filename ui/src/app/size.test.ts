import { cleanup, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { show } from "../test/show";
import { followSize, largeness } from "./size";

describe("type grows with a large window", () => {
  it.each([
    [860, 640, undefined],
    [1280, 800, undefined],
    [1799, 1400, undefined],
    [2600, 999, undefined],
    [1800, 1000, "large"],
    [1920, 1080, "large"],
    [2560, 1299, "large"],
    [2400, 1300, "largest"],
    [2560, 1440, "largest"],
  ] as const)("%i × %i: %s", (width, height, name) => {
    expect(largeness([width, height])).toBe(name);
  });

  it("from the first picture on, and with each change", () => {
    let size: readonly [number, number] = [1920, 1080];
    const { dataset } = document.documentElement;
    followSize(() => size);
    expect(dataset.window).toBe("large");
    size = [1280, 800];
    window.dispatchEvent(new Event("resize"));
    expect(dataset.window).toBeUndefined();
  });
});

describe("what happened", () => {
  /** How far the panel reaches, in a window that is 1,000 high. */
  let reach = 0;

  beforeEach(() => {
    document.documentElement.dataset.window = "large";
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(1000);
    vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockImplementation(() => reach);
  });

  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
    delete document.documentElement.dataset.window;
  });

  const folder = (): HTMLElement => screen.getByRole("button", { name: "What happened" });

  it.each([
    [1000, "large", "true"],
    [1001, "large", "false"],
    [1000, undefined, "false"],
  ])("where the panel reaches to %i in a window that is %s: unfolded is %s", async (to, size, unfolded) => {
    reach = to;
    if (size === undefined) delete document.documentElement.dataset.window;
    await show("panel-with-a-past");
    expect(folder()).toHaveAttribute("aria-expanded", unfolded);
  });

  it("stays as the merchant left it, and as it was when news comes", async () => {
    reach = 1000;
    const { user, play } = await show("panel-with-a-past");
    reach = 1200;
    await play("panel-three-at-once");
    expect(folder()).toHaveAttribute("aria-expanded", "true");
    await user.click(folder());
    reach = 1000;
    window.dispatchEvent(new Event("resize"));
    await play("panel-with-a-past");
    expect(folder()).toHaveAttribute("aria-expanded", "false");
  });
});
