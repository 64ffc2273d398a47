/** Moments in words, in the language of the page; the offset is always written out. */
import type { Timestamp } from "../contract/Timestamp";
import { m } from "../paraglide/messages.js";
import { way } from "../words/language.svelte";

/** What writes dates: making one takes longer than a page should, so each language's are made once. */
const WRITERS = new Map<string, ReturnType<typeof writersOf>>();

function writersOf(way: string) {
  const date = (parts: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(way, parts);
  return {
    clock: date({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    day: date({ weekday: "short", day: "numeric", month: "short" }),
    date: date({ day: "numeric", month: "short", year: "numeric" }),
    wholeDay: date({ day: "numeric", month: "long", year: "numeric" }),
    ago: new Intl.RelativeTimeFormat(way, { numeric: "auto", style: "long" }),
  };
}

function writers() {
  const now = way();
  const known = WRITERS.get(now) ?? writersOf(now);
  WRITERS.set(now, known);
  return known;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY_LENGTH = 24 * HOUR;
/** The units of a length of time, in seconds. */
const UNITS = [
  ["year", 31_536_000],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/**
 * "09:02", "Mon 2 Mar 09:02" or "2 Mar 2025 09:02", as short as it stays clear. The distance from UTC stands beside the
 * present moment on every picture, so a moment names its own only where summer time has begun or ended since.
 */
export function moment(at: Timestamp, now: Timestamp): string {
  return momentParts(at, now).join(" ");
}

/** The same in the parts that stay on one row each: the day, unless it is today's, and the clock. */
export function momentParts(at: Timestamp, now: Timestamp): string[] {
  const same = offset(at) === offset(now);
  const { clock: hours, day, date } = writers();
  const clock = same ? hours.format(at) : `${hours.format(at)} ${offset(at)}`;
  if (new Date(at).toDateString() === new Date(now).toDateString()) return [clock];
  const near = Math.abs(now - at) < 180 * DAY_LENGTH;
  return [(near ? day : date).format(at).replace(",", ""), clock];
}

/** "just now", "3 minutes ago", "yesterday". */
export function ago(at: Timestamp, now: Timestamp): string {
  const past = now - at;
  const { ago } = writers();
  if (Math.abs(past) < MINUTE) return m.time_just_now();
  if (Math.abs(past) < HOUR) return ago.format(-Math.round(past / MINUTE), "minute");
  if (Math.abs(past) < DAY_LENGTH) return ago.format(-Math.round(past / HOUR), "hour");
  return ago.format(-Math.round(past / DAY_LENGTH), "day");
}

/** "UTC+2", "UTC−3:30", "UTC". */
export function offset(at: Timestamp): string {
  const minutes = -new Date(at).getTimezoneOffset();
  if (minutes === 0) return "UTC";
  const rest = Math.abs(minutes) % 60;
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? "−" : "+"}${hours}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}

/** The whole of it, for support: "2 Mar 2026 09:02 UTC+2". */
export function exact(at: Timestamp): string {
  const { date, clock } = writers();
  return `${date.format(at)} ${clock.format(at)} ${offset(at)}`;
}

/** "2 March 2026". */
export function day(at: Timestamp): string {
  return writers().wholeDay.format(at);
}

/** "3 hours 12 minutes": the largest unit that fits, and the next one unless it is none. */
export function length(seconds: number): string {
  const first = UNITS.findIndex(([, size]) => seconds >= size);
  const [large, small] = first < 0 ? [] : UNITS.slice(first, first + 2);
  if (!large) return inUnit(0, "second");
  const rest = small ? Math.floor((seconds % large[1]) / small[1]) : 0;
  const whole = inUnit(Math.floor(seconds / large[1]), large[0]);
  return small && rest > 0 ? `${whole} ${inUnit(rest, small[0])}` : whole;
}

function inUnit(count: number, unit: string): string {
  return new Intl.NumberFormat(way(), { style: "unit", unit, unitDisplay: "long" }).format(count);
}

/** How many whole seconds a moment is away, at least one; none once it is over. */
export function secondsUntil(moment: Timestamp, now: Timestamp): number {
  return moment <= now ? 0 : Math.max(1, Math.floor((moment - now) / 1000));
}
