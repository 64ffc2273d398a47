import GithubSlugger from "github-slugger";
import { marked, type Token, type Tokens } from "marked";
import type { Plugin } from "vite";
import type { Block, Span } from "./src/app/guide.svelte.ts";

/**
 * The user guide, in Markdown so that a forge shows it, becomes data while building. Its pictures are left out: they
 * show the app that is open behind it, and would be a tenth of the program.
 */
export function guide(): Plugin {
  return {
    name: "guide",
    transform: {
      filter: { id: /guide\/\w+\.md$/ },
      handler: (text) => ({ code: `export default ${JSON.stringify(blocks(text))};\n`, moduleType: "js" }),
    },
  };
}

/** Stands above a heading, unseen on a forge: where *Help* of which screen opens the guide. */
const TOPIC = /^<!-- help: (\w+) -->\s*$/;
const KINDS = ["title", "section", "part"] as const;

/** What the guide is made of. What it does not use is an error of the build. */
function blocks(text: string): Block[] {
  const slugger = new GithubSlugger();
  let topic: string | undefined;
  return marked.lexer(text).flatMap((token): Block[] => {
    switch (token.type) {
      case "heading": {
        const kind = KINDS[token.depth - 1];
        if (!kind) throw new Error(`The guide has no heading of depth ${token.depth}: ${token.raw}`);
        const about = topic === undefined ? {} : { topic };
        topic = undefined;
        return [{ kind, id: slugger.slug(token.text), spans: spans(token), ...about }];
      }
      case "html":
        topic = TOPIC.exec(token.raw)?.[1];
        if (topic === undefined) throw new Error(`The guide has no such note: ${token.raw}`);
        return [];
      case "paragraph":
        return token.tokens?.every(({ type }) => type === "image")
          ? []
          : [{ kind: "text", spans: spans(token) }];
      case "list": {
        const { ordered, items } = token as Tokens.List;
        const inside = (item: Tokens.ListItem) => item.tokens.flatMap((part) => spans(part));
        return [{ kind: ordered ? "steps" : "list", items: items.map(inside) }];
      }
      case "space":
        return [];
      default:
        throw new Error(`The guide has no ${token.type}: ${token.raw}`);
    }
  });
}

function spans(block: Token): Span[] {
  const { tokens = [] } = block as { tokens?: Token[] };
  return tokens.map((token): Span => {
    const { type, raw, text, href } = token as { type: string; raw: string; text: string; href?: string };
    // An address is copied: the window sends no mail.
    if (type === "text" || type === "escape" || href?.startsWith("mailto:")) return { text };
    if (type === "strong") return { text, strong: true };
    if (type === "link" && href?.startsWith("#")) return { text, to: href.slice(1) };
    throw new Error(`The guide has no ${type}: ${raw}`);
  });
}
