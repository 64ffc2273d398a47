/**
 * A message of the core in words. The core chooses it; here its text is looked up and what it is
 * about is written in the reader's language. Nothing is decided here.
 */
import { day, exact, length, moment, secondsUntil } from "../app/time";
import type { Arg } from "../contract/Arg";
import type { Message } from "../contract/Message";
import type { MessageKey } from "../contract/MessageKey";
import type { ProblemView } from "../contract/ProblemView";
import type { Slot } from "../contract/Slot";
import { STAND_INS } from "../contract/standIns";
import type { Timestamp } from "../contract/Timestamp";
import { m } from "../paraglide/messages.js";
import { withShopsNames } from "./menus";

type Words = Record<Slot, string>;
type Args = Message["args"];

/** What a message needs beside itself. */
export interface Reader {
  now: Timestamp;
  /** The app's version, for a note. */
  version?: string;
}

/** The texts. A message of the core that has none, or leaves open what the core never fills, does not compile. */
const TEXTS: Record<MessageKey, (words: Words) => string> = m;
const SLOTS = Object.keys(STAND_INS) as Slot[];

/** A message that is about nothing. */
export function text(key: MessageKey): string {
  return say({ key, args: {} }, { now: 0 });
}

/**
 * A message as a sentence of its own: what stands in for something unknown gets its capital at the
 * start of it; a host name never does.
 */
export function say({ key, args }: Message, reader: Reader): string {
  const words = wordsOf(args, reader);
  const sentence = TEXTS[key](words);
  const begins = (slot: Slot) =>
    words[slot] !== "" && sentence.startsWith(words[slot]) && !isText(args[slot]);
  return withShopsNames(SLOTS.some(begins) ? capital(sentence) : sentence);
}

export interface Sentences {
  title: string;
  means: string;
  next: string;
}

/** What a problem says. A wait that runs down in it holds what is left of it. */
export function saysOf({ says, countdown }: ProblemView, reader: Reader): Sentences {
  const left = countdown === null ? 0 : secondsUntil(countdown.until, reader.now);
  const args = left > 0 ? { ...says.args, wait: { wait: left } } : says.args;
  const next = countdown !== null && left === 0 ? countdown.over : says.next;
  const write = (key: MessageKey) => say({ key, args }, reader);
  return { title: write(says.title), means: write(says.means), next: write(next) };
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function isText(arg: Arg | undefined): boolean {
  return typeof arg === "object" && "text" in arg;
}

function wordsOf(args: Args, reader: Reader): Words {
  const word = (slot: Slot): string => {
    const [arg, standIn] = [args[slot], STAND_INS[slot]];
    if (arg !== undefined) return written(arg, reader);
    return standIn === null ? "" : TEXTS[standIn](NOTHING);
  };
  return Object.fromEntries(SLOTS.map((slot) => [slot, word(slot)])) as Words;
}

/** A stand-in leaves nothing open. */
const NOTHING = Object.fromEntries(SLOTS.map((slot) => [slot, ""])) as Words;

function written(arg: Arg, reader: Reader): string {
  if (arg === "version") return reader.version ?? "";
  if ("text" in arg) return arg.text;
  if ("message" in arg) return TEXTS[arg.message.key](wordsOf(arg.message.args, reader));
  if ("count" in arg) return String(arg.count);
  if ("day" in arg) return day(arg.day);
  if ("moment" in arg) return moment(arg.moment, reader.now);
  if ("exact" in arg) return exact(arg.exact);
  if ("wait" in arg) return waiting(arg.wait);
  return length(arg.length);
}

function waiting(seconds: number): string {
  if (seconds <= 1) return m.wait_second();
  if (seconds < 60) return m.wait_seconds({ count: seconds });
  const minutes = Math.ceil(seconds / 60);
  if (minutes === 1) return m.a_minute();
  if (minutes <= 90) return m.wait_minutes({ count: minutes });
  if (minutes <= 2880) return m.wait_hours({ count: Math.ceil(minutes / 60) });
  return m.wait_days({ count: Math.ceil(minutes / 1440) });
}
