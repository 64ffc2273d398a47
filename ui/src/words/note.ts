/** The note to pass on, in words. What is in it, the core decides. */
import type { NoteLine } from "../contract/NoteLine";
import type { ProblemView } from "../contract/ProblemView";
import { say, type Reader } from "./say";

/** The note; `null` where none helps. */
export function noteOf({ note, tried }: ProblemView, reader: Reader): string | null {
  const line = (line: NoteLine): string => {
    if (line === "tried") return tried.map((line) => `- ${line}`).join("\n");
    return say(line.say, reader);
  };
  return note && note.text.map((lines) => lines.map(line).join("\n")).join("\n\n");
}
