/** Pages hold where reading begins on the right: no style names a side of its own. */
import { describe, expect, it } from "vitest";

const SOURCES: Record<string, string> = import.meta.glob("../**/*.{svelte,css}", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The style of a component, or all of a style sheet, without its comments. */
function styleOf(name: string, text: string): string {
  const style = name.endsWith(".css") ? text : (/<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? "");
  return style.replace(/\/\*[\s\S]*?\*\//g, "");
}

const SIDES = [
  /(?:margin|padding|border)-(?:left|right)\b[^:;]*:/g,
  /(?:^|[\s{;])(?:left|right)\s*:/g,
  /text-align:\s*(?:left|right)/g,
  /border-(?:top|bottom)-(?:left|right)-radius/g,
  /translateX|translate3d/g,
  /to (?:left|right)\b/g,
];

/** The values of a declaration, each function as one. */
function values(text: string): string[] {
  return text.match(/(?:[\w-]+\([^;]*?\)|[^\s()]+)+(?=\s|$)/g) ?? [];
}

/** Four values whose left and right differ. */
function lopsided(style: string): string[] {
  const declarations = style.match(/(?:margin|padding|inset):[^;]+;/g) ?? [];
  return declarations.filter((declaration) => {
    const found = values(declaration.replace(/^[a-z]+:\s*|;$/g, ""));
    return found.length === 4 && found[1] !== found[3];
  });
}

/** What floats to a side does so on the other one as well, where reading begins there. */
function floats(style: string): string[] {
  const sides = (style.match(/float:\s*(?:left|right)/g) ?? []).length;
  const turned = (style.match(/\[dir="rtl"\][^{]*\{\s*float:\s*(?:left|right)/g) ?? []).length;
  return sides === 2 * turned ? [] : ["float"];
}

function amiss(style: string): string[] {
  return [...SIDES.flatMap((side) => style.match(side) ?? []), ...lopsided(style), ...floats(style)];
}

describe("left and right", () => {
  it("stand in no style", () => {
    const styles = Object.entries(SOURCES).map(([name, text]) => [name, styleOf(name, text)] as const);
    expect(styles.length).toBeGreaterThan(60);
    const found = styles.flatMap(([name, style]) => amiss(style).map((it) => `${name}: ${it.trim()}`));
    expect(found).toEqual([]);
  });

  it.each([
    "a { margin-left: 1px; }",
    "a { border-right: 0; }",
    "a {\n  left: 0;\n}",
    "a { padding: 0 1px 2px calc(1px + 2px); }",
    "a { inset: 0 0 0 auto; }",
    "a { text-align: right; }",
    "a { float: left; }",
    "a { background: linear-gradient(to right, red, blue); }",
  ])("are found in %j", (style) => {
    expect(amiss(style)).not.toEqual([]);
  });

  it.each([
    "a { padding: 0 1px 2px 1px; }",
    "a { inset: auto 0 100%; }",
    "a { margin-inline-start: 1px; }",
    'a { float: right; } [dir="rtl"] a { float: left; }',
  ])("are not seen in %j", (style) => {
    expect(amiss(style)).toEqual([]);
  });
});
