import { afterEach, describe, expect, it } from "vitest";

/** The tests run in Node, whose types no page needs. */
const { env } = (globalThis as unknown as { process: { env: Record<string, string> } }).process;
const HOME = env.TZ ?? "UTC";
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

afterEach(() => {
  env.TZ = HOME;
});

/** The moments in words as on a computer in this zone: what formats them learns the zone when it is made. */
async function inZone(zone: string): Promise<typeof import("./time")> {
  env.TZ = zone;
  const fresh = `./time.ts?zone=${zone.replace("/", "-")}`;
  return (await import(/* @vite-ignore */ fresh)) as typeof import("./time");
}

describe("a moment is the clock's of this computer, and its distance from UTC is on the picture", () => {
  const at = Date.UTC(2026, 2, 2, 9, 2);
  it.each([
    ["UTC", "2 Mar 2026 09:02 UTC", "09:02"],
    ["Asia/Kolkata", "2 Mar 2026 14:32 UTC+5:30", "14:32"],
    ["America/Sao_Paulo", "2 Mar 2026 06:02 UTC−3", "06:02"],
    ["Asia/Kathmandu", "2 Mar 2026 14:47 UTC+5:45", "14:47"],
    ["America/St_Johns", "2 Mar 2026 05:32 UTC−3:30", "05:32"],
  ])("%s", async (zone, exact, clock) => {
    const time = await inZone(zone);
    expect(time.exact(at).replace("Mar 2, 2026", "2 Mar 2026")).toBe(exact);
    expect(time.moment(at, at + HOUR)).toBe(clock);
  });

  it("names its distance from UTC where summer time has begun or ended since", async () => {
    const time = await inZone("Europe/Berlin");
    // The hour from two to three is there twice.
    const [before, after] = [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)];
    expect(time.moment(after, after + HOUR)).toBe("02:30");
    expect(time.moment(before, after + HOUR)).toBe("02:30 UTC+2");
    expect(time.exact(before)).toContain("02:30 UTC+2");
    expect(time.exact(after)).toContain("02:30 UTC+1");
    const spring = Date.UTC(2026, 2, 28, 12);
    expect(time.moment(spring, spring + 2 * DAY)).toMatch(/13:00 UTC\+1$/);
  });
});
