/**
 * A large window is looked at from further away: its type grows in two steps, and what is folded may have room. The
 * window is measured from outside: a page that is drawn larger is narrower inside, and each press of + would else take
 * away what the window had given.
 */

type Size = readonly [width: number, height: number];

/** From which width and height on, the largest first. A panel of the desktop takes some of the height. */
const STEPS = [
  { name: "largest", from: [2400, 1300] },
  { name: "large", from: [1800, 1000] },
] as const;

/** How large a window of this size is, as `tokens.css` calls it; nothing when it is an ordinary one. */
export function largeness([width, height]: Size): string | undefined {
  return STEPS.find(({ from }) => width >= from[0] && height >= from[1])?.name;
}

const outside = (): Size => [window.outerWidth, window.outerHeight];

/** Lets the page follow the window's size, before its first picture and from then on. */
export function followSize(measure: () => Size = outside): void {
  const follow = (): void => {
    const name = largeness(measure());
    if (name === undefined) delete document.documentElement.dataset.window;
    else document.documentElement.dataset.window = name;
  };
  follow();
  window.addEventListener("resize", follow);
}

export function isLarge(): boolean {
  return document.documentElement.dataset.window !== undefined;
}
