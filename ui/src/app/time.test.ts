import { describe, expect, it } from "vitest";
import { ago, exact, length, moment, offset } from "./time";

const NOW = new Date(2026, 2, 2, 9, 2).getTime();
const MINUTE = 60_000;

describe("moments", () => {
  it("are said in the coarsest words that are still true", () => {
    expect(ago(NOW - 20_000, NOW)).toBe("just now");
    expect(ago(NOW - 2 * MINUTE, NOW)).toBe("2 minutes ago");
    expect(ago(NOW - 180 * MINUTE, NOW)).toBe("3 hours ago");
    expect(ago(NOW - 26 * 60 * MINUTE, NOW)).toBe("yesterday");
  });

  it("name the day only when it is another", () => {
    expect(moment(NOW - MINUTE, NOW)).toBe("09:01");
    expect(moment(NOW - 48 * 60 * MINUTE, NOW)).toMatch(/^Sat.* 09:02$/);
  });

  it("carry their distance from UTC where support reads them", () => {
    expect(exact(NOW)).toContain(offset(NOW));
    expect(offset(NOW)).toMatch(/^UTC([+−]\d{1,2}(:\d{2})?)?$/);
  });

  it.each([
    [0, "0 seconds"],
    [45, "45 seconds"],
    [60, "1 minute"],
    [3 * 3600 + 12 * 60 + 9, "3 hours 12 minutes"],
    [86_400, "1 day"],
    [20_000 * 86_400, "54 years 290 days"],
  ])("%i seconds last %s", (seconds, words) => {
    expect(length(seconds)).toBe(words);
  });
});
