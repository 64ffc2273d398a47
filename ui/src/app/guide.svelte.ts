import { tick } from "svelte";
import type { View } from "../contract/View";

/** A piece of a sentence. */
export interface Span {
  text: string;
  /** What stands on a screen. */
  strong?: true;
  /** The section that it leads to. */
  to?: string;
}

interface Heading<Kind> {
  kind: Kind;
  id: string;
  spans: Span[];
  topic?: string;
}

/** A part of the user guide. */
export type Block =
  | Heading<"title">
  | Heading<"section">
  | Heading<"part">
  | { kind: "text"; spans: Span[] }
  | { kind: "list"; items: Span[][] }
  | { kind: "steps"; items: Span[][] };

/** What the sections are about that a screen opens; each guide marks its own. */
export const TOPICS = [
  "before",
  "yourShop",
  "approving",
  "keys",
  "meumKey",
  "review",
  "handOver",
  "panel",
  "support",
  "data",
  "settings",
  "leaving",
] as const;
export type Topic = (typeof TOPICS)[number];

/** The section that fits what is on the screen. The report for support lies over a screen. */
export function topicOf({ screen, support }: Pick<View, "screen" | "support">): Topic {
  if (support.told) return "support";
  switch (screen.kind) {
    case "wizard": {
      const { step } = screen;
      if (step.kind === "welcome") return "before";
      if (step.kind === "shopKeys") return step.approval?.leads ? "approving" : "keys";
      return step.kind;
    }
    case "starting":
      return "before";
    case "cannotStart":
      return "support";
    case "panel":
    case "move":
      return "panel";
    case "disconnect":
    case "forget":
    case "ended":
      return "leaving";
    case "unlock":
      return "data";
    case "settings":
      return "settings";
  }
}

/** The user guide, over whatever is on the screen: nothing that is typed below it is lost. */
export class Guide {
  isOpen = $state(false);
  private opener: HTMLElement | null = null;

  open(): void {
    this.opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.isOpen = true;
  }

  /** Gives the keyboard back to where it was, once the page below takes it again. */
  close(): void {
    const { opener } = this;
    this.isOpen = false;
    this.opener = null;
    void tick().then(() => opener?.focus());
  }
}
