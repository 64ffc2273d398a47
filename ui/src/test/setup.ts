import { beforeEach } from "vitest";
import "@testing-library/jest-dom/vitest";

// The language of the terminal, whose sentences the window's are compared with.
Object.defineProperty(navigator, "language", { value: "en-GB", configurable: true });

// What index.html says of the document.
beforeEach(() => {
  document.documentElement.lang = "en";
  document.title = "Meum Connect";
});
