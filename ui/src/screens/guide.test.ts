import { screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { sample, settle, show } from "../test/show";

const guide = () => screen.findByRole("dialog", { name: "Help" });

describe("help", () => {
  it.each(["welcome", "shop-keys-empty", "panel-all-well", "problem-D01", "cannot-start", "settings"])(
    "is one press away on %s",
    async (name) => {
      const { user } = await show(name);
      await user.click(screen.getByRole("button", { name: "Help" }));
      expect(within(await guide()).getByRole("button", { name: "Close help" })).toBeVisible();
      expect(await within(await guide()).findByRole("heading", { level: 1 })).toHaveTextContent(/guide/);
    },
  );

  it("comes with F1, goes with Escape, and nothing that was typed is lost", async () => {
    const { user, asked } = await show("your-shop-empty");
    const box = screen.getByLabelText("Your shop's address");
    await user.type(box, "my-shop.com");
    await user.keyboard("{F1}");
    expect(await guide()).toHaveFocus();
    // Nothing below it takes the keyboard.
    expect(box.closest<HTMLElement>(".screen")?.inert).toBe(true);
    await user.keyboard("{Escape}");
    await settle();
    expect(screen.queryByRole("dialog", { name: "Help" })).toBeNull();
    expect(screen.getByLabelText("Your shop's address")).toHaveValue("my-shop.com");
    expect(box).toHaveFocus();
    expect(asked()).toEqual([]);
  });

  it("is in the language of the page", async () => {
    const { user } = await show({ ...sample("panel-all-well"), language: "de" });
    await user.click(screen.getByRole("button", { name: "Hilfe" }));
    const opened = await screen.findByRole("dialog", { name: "Hilfe" });
    expect(await within(opened).findByRole("heading", { name: "Bevor Sie beginnen" })).toBeVisible();
  });

  it("leads to its own sections, and the window stays where it is", async () => {
    const { user } = await show("panel-all-well");
    await user.click(screen.getByRole("button", { name: "Help" }));
    const link = await within(await guide()).findByRole("link", { name: "Leaving" });
    await user.click(link);
    await settle();
    expect(location.hash).toBe("");
    expect(document.querySelector("#leaving")).toHaveTextContent("Leaving");
  });

  it.each([
    ["your-shop-empty", "1. Your shop"],
    ["approve-offer", "2. Shop keys"],
    ["shop-keys-empty", "Use keys instead"],
    ["panel-all-well", "What the panel tells you"],
    ["cannot-start", "If something is wrong: what to send to support"],
    ["settings", "Several shops, settings, language, size"],
  ])("opens on %s at “%s”", async (name, heading) => {
    const seen: string[] = [];
    const scrolled = vi.fn(function (this: Element) {
      seen.push(this.textContent);
    });
    const { scrollIntoView } = Element.prototype;
    Element.prototype.scrollIntoView = scrolled;
    onTestFinished(() => {
      Element.prototype.scrollIntoView = scrollIntoView;
    });
    await show(name);
    seen.length = 0;
    await userEvent.keyboard("{F1}");
    await within(await guide()).findByRole("heading", { level: 1 });
    await settle();
    expect(seen).toEqual([heading]);
    expect(await guide()).toHaveAccessibleDescription(heading);
  });
});
