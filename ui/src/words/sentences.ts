/** Sentences of a text. */
import { language } from "./language.svelte";

/** The first sentence, and all that follows it. Both together are the text. */
export function parted(text: string): [first: string, rest: string] {
  const [first] = new Intl.Segmenter(language(), { granularity: "sentence" }).segment(text);
  const whole = first?.segment.trimEnd() ?? "";
  return [whole, text.slice(whole.length)];
}
