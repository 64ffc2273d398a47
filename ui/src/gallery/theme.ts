/**
 * Shows light or dark whatever the computer prefers, by rewriting the media rules. What the browser draws by itself,
 * such as scroll bars and ticks, follows `color-scheme`.
 */
export function forceTheme(dark: boolean): void {
  document.documentElement.style.colorScheme = dark ? "dark" : "light";
  const rewrite = () => {
    for (const sheet of document.styleSheets) {
      for (const rule of sheet.cssRules) {
        if (!(rule instanceof CSSMediaRule) || !rule.media.mediaText.includes("prefers-color-scheme"))
          continue;
        rule.media.mediaText = dark ? "all" : "not all";
      }
    }
    document.documentElement.setAttribute("data-theme", dark ? "dark" : "light");
  };
  rewrite();
  new MutationObserver(rewrite).observe(document.head, { childList: true });
}
