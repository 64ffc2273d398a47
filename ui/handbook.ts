import { marked, type Token, type Tokens } from "marked";
import type { Plugin } from "vite";
import type { Block, Page, Span } from "./src/app/handbook.ts";

/** The support handbook's pages become data while building, by code: support training shows them offline. */
export function handbook(): Plugin {
  return {
    name: "handbook",
    transform: {
      filter: { id: /support-handbook\.md$/ },
      handler: (text) => ({ code: `export default ${JSON.stringify(pages(text))};\n`, moduleType: "js" }),
    },
  };
}

/** Each page stands after an anchor of its code. The last one ends where the next chapter begins. */
export function pages(text: string): Record<string, Page> {
  const parts = text.split(/^<a id="[a-z]\d\d"><\/a>$/m).slice(1);
  return Object.fromEntries(
    parts.map((part) => {
      const [heading, ...rest] = marked.lexer(part.split(/^## /m)[0] ?? "").filter(isSomething);
      const title = heading?.type === "heading" ? (heading as Tokens.Heading).text : "";
      const blocks = rest.map(block);
      return [title.slice(0, 3), { title, gist: gist(blocks), blocks }];
    }),
  );
}

const isSomething = ({ type }: Token) => type !== "space";

/** What the handbook does not use is an error of the build. */
function block(token: Token): Block {
  switch (token.type) {
    case "paragraph":
    case "text":
      return { kind: "text", spans: spans(token) };
    case "blockquote":
      return { kind: "quote", blocks: inside(token) };
    case "list":
      return { kind: "list", items: (token as Tokens.List).items.map(inside) };
    case "table": {
      const { header, rows } = token as Tokens.Table;
      const cells = rows[0] ?? [];
      return {
        kind: "facts",
        facts: header.map((cell, at) => ({
          name: cell.text,
          says: spans(cells[at] as unknown as Token),
        })),
      };
    }
    case "code":
      return { kind: "code", text: (token as Tokens.Code).text };
    default:
      throw new Error(`The handbook has no ${token.type}: ${token.raw}`);
  }
}

function inside(token: { tokens?: Token[] }): Block[] {
  return (token.tokens ?? []).filter(isSomething).map(block);
}

function spans(token: Token): Span[] {
  const { tokens = [] } = token as { tokens?: Token[] };
  return tokens.map((part): Span => {
    const said = plain(part);
    if (part.type === "strong") return { strong: said };
    if (part.type === "em") return { screen: said };
    if (part.type === "codespan") return { code: said };
    if (part.type === "text" || part.type === "escape" || part.type === "link") return said;
    throw new Error(`The handbook has no ${part.type}: ${part.raw}`);
  });
}

/** A part's words, without what they look like. */
function plain(token: Token): string {
  const { tokens, text, type } = token as { tokens?: Token[]; text?: string; type: string };
  return tokens && type !== "codespan" ? tokens.map(plain).join("") : (text ?? "");
}

/** The first sentence of what it means; a short one says too little by itself. */
function gist(blocks: Block[]): string {
  const list = blocks.find((one) => one.kind === "list");
  const first = list?.items[0]?.[0];
  if (first?.kind !== "text") return "";
  const words = first.spans.slice(1).map(written).join("").trim();
  const sentences = words.split(/(?<=[.?!])\s+(?=\p{Lu})/u);
  const [one = "", two = ""] = sentences;
  return one.length < SHORT && two !== "" ? `${one} ${two}` : one;
}

const SHORT = 60;

function written(span: Span): string {
  return typeof span === "string"
    ? span
    : "strong" in span
      ? span.strong
      : "code" in span
        ? span.code
        : span.screen;
}
