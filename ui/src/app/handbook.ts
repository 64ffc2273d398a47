/** The support handbook, as far as support training shows it. It is in English, whatever the page speaks. */
import type { ProblemCode } from "../contract/ProblemCode";

/** A piece of a sentence: plain, stressed, what stands on a screen, or what stands in a request. */
export type Span = string | { strong: string } | { screen: string } | { code: string };

/** A part of a page. */
export type Block =
  | { kind: "text"; spans: Span[] }
  | { kind: "quote"; blocks: Block[] }
  | { kind: "list"; items: Block[][] }
  | { kind: "facts"; facts: { name: string; says: Span[] }[] }
  | { kind: "code"; text: string };

/** What the handbook says of a code. */
export interface Page {
  title: string;
  /** What has happened, in a sentence. */
  gist: string;
  blocks: Block[];
}

/** Every page, once it is asked for. */
export async function handbook(): Promise<Record<ProblemCode, Page>> {
  return (await import("../../../docs/support-handbook.md")).default as Record<ProblemCode, Page>;
}
