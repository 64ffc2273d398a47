import { describe, expect, it } from "vitest";
import type { ProblemCode } from "../contract/ProblemCode";
import type { ProblemView } from "../contract/ProblemView";
import written from "../contract/rendered.json";
import { samples } from "../test/show";
import { noteOf } from "./note";
import { say, saysOf, text } from "./say";

/** A card, and what the terminal makes of it. */
interface Rendered {
  card: ProblemView;
  title: string;
  means: string;
  next: string;
  button: string | null;
  otherwise: string | null;
  quote: string | null;
  note: string | null;
  noteLabel: string | null;
}

const cards = written.cards as unknown as Rendered[];
const codes = [...new Set(cards.map(({ card }) => card.code))];
const reader = { now: Date.UTC(2026, 8, 14, 12), version: written.version };
const of = (code: ProblemCode) => cards.filter(({ card }) => card.code === code);
/** The card of a code of which nothing more is known. */
const bare = (code: ProblemCode) => structuredClone(of(code)[0]!.card);

function rendered({ card }: Rendered): Rendered {
  const label = (button: ProblemView["button"]) => button && say(button.label, reader);
  return {
    card,
    ...saysOf(card, reader),
    button: label(card.button),
    otherwise: label(card.otherwise),
    quote: card.quote && text(card.quote.label),
    note: noteOf(card, reader),
    noteLabel: card.note && text(card.note.label),
  };
}

describe("window and terminal", () => {
  it.each(codes)("say the same of %s, whatever is known of it", (code) => {
    for (const one of of(code)) expect(rendered(one)).toEqual(one);
  });
});

/** Every card of a view, wherever it stands. */
function cardsIn(value: unknown): ProblemView[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(cardsIn);
  return "says" in value && "button" in value ? [value as ProblemView, ...inside] : inside;
}

describe("the sentences of a problem", () => {
  it.each(codes)("%s has a short title, a meaning and a next step, and nothing else in them", (code) => {
    for (const { title, means, next } of of(code)) {
      expect(title.length).toBeGreaterThan(0);
      expect(title.length).toBeLessThanOrEqual(60);
      expect(title).not.toMatch(/[.!]$/);
      expect(means).toMatch(/^(["“A-Z]|corner-shop\.example|elsewhere\.example).*[.?]$/s);
      expect(next).toMatch(/^(["“A-Z]|corner-shop\.example).*[.?]$/s);
      expect(`${title} ${means} ${next}`).not.toMatch(/[{}]|null|undefined|NaN/);
    }
  });

  it.each(codes)("%s neither blames nor speaks like a machine", (code) => {
    for (const { title, means, next } of of(code))
      expect(`${title} ${means} ${next}`).not.toMatch(
        /\b(error|invalid|failed|failure|illegal|exception|you (entered|typed|did) )/i,
      );
  });

  it("never gives a host name a capital, and a stand-in always", () => {
    const [nothing, ...known] = of("F02");
    expect(nothing?.means).toMatch(/^Your shop knows this key/);
    expect(
      known.some(({ means }) => means.startsWith("corner-shop.example knows the key ending …0112233")),
    ).toBe(true);
  });

  it("covers every problem of the samples, each with words for its button", () => {
    // Training shows a card for what a banner says elsewhere.
    const cards = samples.flatMap(({ view }) => cardsIn({ ...view, training: null }));
    // A09 and E21 stand in no window; of the others a banner or a heading speaks.
    const shown = codes.filter((code) => !["A09", "E21", "G11", "G13", "G17", "H06"].includes(code));
    expect([...new Set(cards.map(({ code }) => code))].sort()).toEqual(shown.sort());
    for (const { button } of cards) if (button) expect(say(button.label, reader)).not.toBe("");
  });
});

describe("a wait that runs down", () => {
  it("is told by what is left of it, and then that it is over", () => {
    const card = bare("G07");
    card.countdown = { until: reader.now + 12_000, over: "G07_over_next" };
    expect(saysOf(card, reader).next).toBe("Wait 12 seconds, then try again.");
    expect(saysOf(card, { ...reader, now: reader.now + 12_000 }).next).toBe("You can try again now.");
  });

  it("is told in the largest measure that people use for it", () => {
    const told = (seconds: number) => {
      const card = bare("G07");
      card.countdown = { until: reader.now + seconds * 1000, over: "G07_over_next" };
      return saysOf(card, reader).next;
    };
    const cases: [number, string][] = [
      [1, "a second"],
      [2, "2 seconds"],
      [60, "a minute"],
      [5400, "90 minutes"],
      [5401, "2 hours"],
      [86_400, "24 hours"],
      [172_800, "48 hours"],
      [604_800, "7 days"],
    ];
    for (const [seconds, length] of cases) expect(told(seconds)).toBe(`Wait ${length}, then try again.`);
  });
});

/** The other side keeps at most so much of a note. */
const LINES = 80;
const CHARACTERS = 1000;

describe("a note to pass on", () => {
  const noted = cards.filter(({ note }) => note !== null);

  it("says who, what, and what to change", () => {
    for (const { card, note } of noted) {
      expect(note).toMatch(/^Hello,\n\nI am connecting (corner-shop\.example|my shop) to Meum/);
      expect(note).toMatch(/What is needed:\n([A-Z]|corner-shop\.example).{40}/s);
      expect(note).toContain(`Code ${card.code}, Meum Connect ${written.version}`);
      if (card.technical) expect(note).toContain(`Seen: ${card.technical}`);
      expect(note).not.toMatch(/[{}]|null|undefined|NaN|hostile|0112233/);
      // Whatever looks like a key is cut on the other side; nothing of ours may.
      expect(note).not.toMatch(/c[ks]_|sk_live_/i);
    }
  });

  it("fits the clipboard whole, however much was tried", () => {
    for (const { card } of noted) {
      const tried = Array.from({ length: 20 }, (_, index) => `GET /try-${index} · 404 · 41 ms`);
      const lines = (noteOf({ ...card, tried }, reader) ?? "").split("\n");
      expect(lines.length).toBeLessThanOrEqual(LINES);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(CHARACTERS);
    }
  });

  it("carries the change itself", () => {
    const stripped = of("F06")
      .map(({ note }) => note)
      .join("\n");
    expect(stripped).toContain("CGIPassAuth On");
    expect(stripped).toContain('SetEnvIf Authorization "(.*)" HTTP_AUTHORIZATION=$1');
    expect(stripped).toContain("fastcgi_param HTTP_AUTHORIZATION $http_authorization;");
    expect(of("F07")[0]?.note).toContain(
      "if (($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'https') $_SERVER['HTTPS'] = 'on';",
    );
  });

  it("leaves out what is not known", () => {
    expect(of("C03")[0]?.note).not.toMatch(/Seen:|Time:|Also tried:/);
  });

  it("says on its button whom it is for", () => {
    expect(new Set(noted.map(({ noteLabel }) => noteLabel))).toEqual(
      new Set([
        "Copy a note for your web host",
        "Copy a note for your developer",
        "Copy a note for your network people",
      ]),
    );
  });
});
