/** Moments in words. English, since the messages are; the offset is always written out. */
import type { Timestamp } from "../contract/Timestamp";
import { m } from "../paraglide/messages.js";

const LOCALE = globalThis.navigator?.language.startsWith("en") ? navigator.language : "en-GB";
const CLOCK = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DAY = new Intl.DateTimeFormat(LOCALE, { weekday: "short", day: "numeric", month: "short" });
const DATE = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", year: "numeric" });
const AGO = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto", style: "long" });
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY_LENGTH = 24 * HOUR;

/** "09:02", "Mon 2 Mar 09:02" or "2 Mar 2025 09:02", as short as it stays clear. */
export function moment(at: Timestamp, now: Timestamp): string {
  const clock = CLOCK.format(at);
  if (new Date(at).toDateString() === new Date(now).toDateString()) return clock;
  const near = Math.abs(now - at) < 180 * DAY_LENGTH;
  return `${(near ? DAY : DATE).format(at).replace(",", "")} ${clock}`;
}

/** "just now", "3 minutes ago", "yesterday". */
export function ago(at: Timestamp, now: Timestamp): string {
  const past = now - at;
  if (Math.abs(past) < MINUTE) return m.time_just_now();
  if (Math.abs(past) < HOUR) return AGO.format(-Math.round(past / MINUTE), "minute");
  if (Math.abs(past) < DAY_LENGTH) return AGO.format(-Math.round(past / HOUR), "hour");
  return AGO.format(-Math.round(past / DAY_LENGTH), "day");
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
  return `${DATE.format(at)} ${CLOCK.format(at)} ${offset(at)}`;
}
