import { afterEach, expect, it } from "vitest";
import { forceTheme } from "./theme";

afterEach(() => document.documentElement.removeAttribute("style"));

it.each([
  [true, "dark"],
  [false, "light"],
])("draws the browser's own parts as the theme is chosen, dark: %s", (dark, scheme) => {
  forceTheme(dark);
  expect(document.documentElement.style.colorScheme).toBe(scheme);
});
