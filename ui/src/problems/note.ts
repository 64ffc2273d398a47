/**
 * A note for whoever can put a problem right: what is being done, what to change, and the request
 * that shows it. It is made of our own sentences, host names and the lines for support, which
 * carry nothing that was typed; words of the shop or Meum stay out of it.
 */
import { exact } from "../app/time";
import type { Fixer } from "../contract/Fixer";
import type { PlainText } from "../contract/PlainText";
import type { ProblemView } from "../contract/ProblemView";
import { m } from "../paraglide/messages.js";
import { textsOf, wordsOf } from "./words";

/** What the button that copies it says. */
export function noteLabel(to: Fixer): string {
  switch (to) {
    case "webHost":
      return m.note_copy_webHost();
    case "developer":
      return m.note_copy_developer();
    case "networkAdmin":
      return m.note_copy_networkAdmin();
    default:
      return m.note_copy();
  }
}

/** The note; `null` where none helps. */
export function noteOf(problem: ProblemView, version: string): string | null {
  const { code, about, note } = problem;
  const { ask, other } = textsOf(problem);
  if (note === null || ask === undefined) return null;
  const store = about.store ?? m.note_my_shop();
  const asked = ask({ ...wordsOf(about, other), store });
  return [
    m.note_hello(),
    m.note_doing({ store }),
    `${m.note_ask()}\n${asked.charAt(0).toUpperCase()}${asked.slice(1)}`,
    seen(problem),
    m.note_code({ code, version }),
    m.note_thanks(),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function seen({ technical, tried, note }: ProblemView): string {
  const lines = [
    technical === null ? "" : m.note_request({ line: technical }),
    typeof note?.at === "number" ? m.note_at({ moment: exact(note.at) }) : "",
    tried.length === 0 ? "" : [m.note_tried(), ...tried.map(listed)].join("\n"),
  ];
  return lines.filter((line) => line !== "").join("\n");
}

function listed(line: PlainText): string {
  return `- ${line}`;
}
