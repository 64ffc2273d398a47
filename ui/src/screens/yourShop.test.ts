import { cleanup, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { View } from "../contract/View";
import { cardOf, sample, show, wizard } from "../test/show";

afterEach(cleanup);

/** The sample with another text in the field, and another preview of it. */
function typed(name: string, text: string, shown: string | null = null, mixed = false): View {
  const view = sample(name);
  if (view.screen.kind !== "wizard" || view.screen.step.kind !== "yourShop") throw new Error(name);
  view.screen.step.typed = text;
  if (shown !== null) {
    view.screen.step.preview = { address: "https://xn--mller-kva.shop", shown, mixed };
  }
  return view;
}

const address = () => screen.getByLabelText("Your shop's address");
const press = (name: string | RegExp) => screen.getByRole("button", { name });

describe("an address to use instead", () => {
  it("takes the typed one's place once it is the shop's", async () => {
    const { user, asked, play } = await show("your-shop-other-name");
    await user.click(press("Use www.corner-shop.example"));
    expect(asked()).toEqual([{ kind: "useInstead" }]);
    await play(typed("your-shop-other-name", "corner-shop.example"));
    expect(address()).toHaveValue("corner-shop.example");
    await play(typed("your-shop-found", "https://www.corner-shop.example"));
    expect(address()).toHaveValue("https://www.corner-shop.example");
    expect(press("Continue")).toBeEnabled();
  });

  it("never overwrites what was typed since", async () => {
    const { user, play } = await show("your-shop-other-name");
    await user.click(press("Use www.corner-shop.example"));
    await user.clear(address());
    await user.type(address(), "my-shop.example");
    await play(typed("your-shop-found", "https://www.corner-shop.example"));
    expect(address()).toHaveValue("my-shop.example");
  });

  it("is a question, so the field is not marked as wrong", async () => {
    await show("your-shop-misspelt");
    expect(screen.getByText("Did you mean corner-shop.com?")).toBeVisible();
    expect(press("Try corner-shop.com")).toBeEnabled();
    expect(address()).toBeValid();
    // The title and the first sentence; the question itself is said aloud and stands in the card.
    expect(address()).toHaveAccessibleDescription(
      /^We can't find this shop on the internet This computer didn't find the name corner-shop\.example on the internet\. We'll use/,
    );
  });
});

describe("the extra password", () => {
  const user = () => screen.getByLabelText("User name");
  const password = () => screen.getByLabelText("Password");

  it("leaves the document before it is sent", async () => {
    const { user: person, host, asked } = await show("your-shop-extra-password");
    expect(password()).toHaveAttribute("type", "password");
    expect(password()).toHaveAttribute("autocomplete", "off");
    await person.type(user(), "guest");
    let seen = "not sent";
    const send = host.dispatch.bind(host);
    host.dispatch = (intent) => {
      const inputs = [...document.querySelectorAll("input")].map((input) => input.value).join();
      seen = document.documentElement.outerHTML + inputs;
      return send(intent);
    };
    await person.type(password(), "open sesame{Enter}");
    expect(asked()).toEqual([{ kind: "enterExtraPassword", user: "guest", password: "open sesame" }]);
    expect(seen).not.toMatch(/sesame|guest/);
  });

  it("can be looked at while it is typed", async () => {
    const { user: person } = await show("your-shop-extra-password");
    await person.type(password(), "open");
    await person.click(press("Show the password"));
    expect(password()).toHaveAttribute("type", "text");
  });

  it("that was refused is asked for once more, with the cursor in its place", async () => {
    const { user: person, play } = await show("your-shop-extra-password");
    await person.type(password(), "wrong");
    await person.click(press("Go on with this password"));
    await play("your-shop-busy");
    await play("your-shop-extra-password-wrong");
    expect(user()).toHaveFocus();
    expect(user()).toBeInvalid();
    expect(password()).toHaveValue("");
    expect(password()).toHaveAccessibleDescription(/That extra password wasn't accepted/);
  });

  it("is left alone when another address is typed, or the shop is looked at without it", async () => {
    const { user: person, asked } = await show("your-shop-extra-password");
    await person.click(press("Check without a password"));
    await person.type(address(), "/shop");
    await person.click(press("Check again"));
    expect(asked()).toEqual([
      { kind: "checkAddress", text: "corner-shop.example" },
      { kind: "checkAddress", text: "corner-shop.example/shop" },
    ]);
  });

  it("leads to the address from another step", async () => {
    const problem = sample("your-shop-extra-password").screen;
    if (problem.kind !== "wizard" || !problem.problem?.button) throw new Error("no button");
    problem.problem.button.press = { kind: "askForExtraPassword" };
    const { user: person, asked } = await show(
      wizard("shop-keys-wrong-secret", { problem: problem.problem }),
    );
    await person.click(press("Enter that password"));
    expect(asked()).toEqual([{ kind: "askForExtraPassword" }]);
  });
});

describe("a note", () => {
  it("is copied from its button, which says so aloud", async () => {
    const { user, asked, play } = await show("problem-F06");
    await user.click(press("Copy a note for your web host"));
    const [intent] = asked();
    if (intent?.kind !== "copyNote") throw new Error("no note");
    expect(intent.text).toContain("CGIPassAuth On");
    expect(intent.text).toContain(`Meum Connect ${sample("problem-F06").version}`);
    // Not before it is there.
    expect(press("Copy a note for your web host")).toBeVisible();
    await play({ ...sample("problem-F06"), copied: 1 });
    expect(press("Copied, ready to paste")).toBeVisible();
    expect(screen.getByRole("status")).toHaveTextContent("Copied, ready to paste");
  });

  it("that could not be copied does not claim to be", async () => {
    const { user, play } = await show("problem-F06");
    await user.click(press("Copy a note for your web host"));
    await play({ ...sample("problem-F06"), notice: cardOf("S06") });
    expect(screen.getByRole("region", { name: "The clipboard couldn't be used" })).toBeVisible();
    expect(press("Copy a note for your web host")).toBeVisible();
  });
});

describe("what was tried", () => {
  it("is folded below the request that shows the problem, which nobody has to unfold", async () => {
    const { user } = await show("your-shop-tried-much");
    const [request, ...tried] = screen.getAllByText(/^GET .* · /);
    expect(request).toBeVisible();
    expect(tried).toHaveLength(2);
    for (const line of tried) expect(line).not.toBeVisible();
    const more = press("What else we tried");
    await user.click(more);
    const list = document.getElementById(more.getAttribute("aria-controls") ?? "");
    expect(within(list as HTMLElement).getAllByRole("listitem")).toHaveLength(2);
  });
});

describe("remarks", () => {
  it("stay folded below the shop, with the way to them beside the way on", async () => {
    const { user, asked } = await show("your-shop-remarks");
    const list = screen.getByRole("list", { name: "Worth knowing" });
    expect(within(list).getByText(/Meum may not get there/)).not.toBeVisible();
    await user.click(press("2 things worth knowing"));
    expect(within(list).getByText("Shoppers may not reach this address").parentElement).toHaveFocus();
    expect(within(list).getByText(/Meum may not get there/)).toBeVisible();
    await user.click(press("Continue"));
    expect(asked()).toEqual([{ kind: "continue" }]);
  });

  it("offer one button each", async () => {
    const { user, asked } = await show("your-shop-remarks");
    for (const remark of screen.getByRole("list", { name: "Worth knowing" }).children)
      expect(remark.querySelectorAll(".act button")).toHaveLength(1);
    await user.click(screen.getByText("Shoppers may not reach this address"));
    await user.click(press("Change the address"));
    expect(address()).toHaveFocus();
    expect(asked()).toEqual([]);
  });

  it("are said aloud when they come, and stand below the keys as well", async () => {
    const { play } = await show("shop-keys-busy");
    await play("shop-keys-remarks");
    expect(screen.getByRole("status")).toHaveTextContent(
      "Worth knowing: Sign-in details don't arrive the usual way.",
    );
    expect(screen.getByRole("list", { name: "Worth knowing" })).toBeVisible();
    expect(press("Continue")).toBeEnabled();
  });
});

describe("an international name", () => {
  it("is shown as people write it, beside what it really is", async () => {
    await show(typed("your-shop-international", "müller.shop", "müller.shop"));
    expect(address()).toHaveAccessibleDescription("We'll use https://müller.shop (xn--mller-kva.shop)");
  });

  it("that mixes alphabets is asked about, gently", async () => {
    await show(typed("your-shop-mixed-alphabets", "müller.shop", "müller.shop", true));
    expect(address()).toHaveAccessibleDescription(/mixes alphabets\. Please check that it is yours/);
    expect(address()).toBeValid();
  });

  it("shows no check as waiting while the extra password is asked for", async () => {
    await show("your-shop-extra-password");
    expect(screen.queryByText("The Meum plugin")).not.toBeInTheDocument();
  });
});
