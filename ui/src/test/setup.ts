import { beforeEach } from "vitest";
import "@testing-library/jest-dom/vitest";
import { speak } from "../words/language.svelte";

// The language of the terminal, whose sentences the window's are compared with.
Object.defineProperty(navigator, "language", { value: "en-GB", configurable: true });

// What index.html says of the document; the language is that of no test before.
beforeEach(() => {
  speak("en");
  document.title = "Meum Connect";
});
