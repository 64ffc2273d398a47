// Measures every text that the page shows: none is cut off, sticks out of its box, lies on another or is outside the
// window. Returns what is wrong, a line each.
const shows = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".unseen, [inert], option");
const front = [...document.querySelectorAll("dialog:modal")].pop() ?? document.body;
const scrolls = (one) => /auto|scroll/.test(getComputedStyle(one).overflowY);
const inline = (one) => /^(inline|contents)$/.test(getComputedStyle(one).display);

/** The nearest element around it of which this holds. */
const around = (one, holds) => {
  for (let it = one; it; it = it.parentElement) if (holds(it)) return it;
  return null;
};

/** What is left of a box once everything that scrolls around it has cut it. */
const cut = (box, from) => {
  let { left, top, right, bottom } = box;
  for (let it = around(from, scrolls); it; it = around(it.parentElement, scrolls)) {
    const edge = it.getBoundingClientRect();
    [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
    [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
  }
  return { left, top, right, bottom };
};

const wrong = [];
const lines = [];
const named = (text, one) => `“${text.data.trim().slice(0, 40)}” in <${one.localName} ${one.className}>`;
const walker = document.createTreeWalker(front, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const text = walker.currentNode;
  const one = text.parentElement;
  if (text.data.trim() === "" || !one || !shows(one)) continue;
  const range = document.createRange();
  range.selectNodeContents(text);
  const block = around(one, (it) => !inline(it));
  const box = block.getBoundingClientRect();
  // An address gives way in its middle, and says so by three dots.
  const gives = around(one, (it) => getComputedStyle(it).textOverflow === "ellipsis") !== null;
  for (const line of range.getClientRects()) {
    if (line.width === 0) continue;
    if (!gives && (line.right > box.right + 1 || line.left < box.left - 1))
      wrong.push(`sticks out by ${Math.round(Math.max(line.right - box.right, box.left - line.left))}: ${named(text, one)}`);
    const seen = cut(line, one);
    if (!gives && (line.left < -1 || line.right > innerWidth + 1)) wrong.push(`outside the window: ${named(text, one)}`);
    else if (!around(one, scrolls) && (line.bottom > innerHeight + 1 || line.top < -1))
      wrong.push(`below or above the window: ${named(text, one)}`);
    // Letters fill the middle of their line; those of two lines may come close.
    const less = (line.bottom - line.top) / 4;
    if (seen.right - seen.left > 1 && seen.bottom - seen.top > 1)
      lines.push({ ...seen, top: Math.max(seen.top, line.top + less), bottom: Math.min(seen.bottom, line.bottom - less), text, one });
  }
}

// What lies over the page as a layer of its own, or stays while the page scrolls below it, covers texts on purpose.
const layer = ({ one }) =>
  around(one, (it) => it.matches("dialog, [role=dialog]") || getComputedStyle(it).position === "sticky");
lines.sort((a, b) => a.top - b.top);
lines.forEach((a, place) => {
  for (const b of lines.slice(place + 1)) {
    if (b.top >= a.bottom - 1) break;
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    if (a.text !== b.text && across > 1 && layer(a) === layer(b)) wrong.push(`${named(a.text, a.one)} lies on ${named(b.text, b.one)}`);
  }
});
return [...new Set(wrong)];
