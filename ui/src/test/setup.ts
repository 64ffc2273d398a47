import { beforeEach } from "vitest";
import "@testing-library/jest-dom/vitest";

// What index.html says of the document.
beforeEach(() => {
  document.documentElement.lang = "en";
  document.title = "Meum Connect";
});
