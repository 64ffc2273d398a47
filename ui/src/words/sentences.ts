/** Sentences of a text. */

/** The first sentence, and all that follows it. Both together are the text. */
export function parted(text: string): [first: string, rest: string] {
  const [first] = new Intl.Segmenter("en", { granularity: "sentence" }).segment(text);
  const whole = first?.segment.trimEnd() ?? "";
  return [whole, text.slice(whole.length)];
}
