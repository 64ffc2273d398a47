// Lets the page speak a language that nobody speaks: each vowel twice and with an accent, which makes words a third
// longer, as a translation can. What is no word of ours stays: codes, addresses, numbers.
const ACCENTS = { a: "à", e: "é", i: "ï", o: "ö", u: "ü", A: "Å", E: "É", I: "Î", O: "Ø", U: "Û" };
const OTHERS = "code, pre, .mono, script, style, .address, [data-testid=identity], [data-testid=head-strip]";
const ADDRESS = /:\/\/|\w\.\w/;
const grown = (window.grownTexts ??= new WeakMap());
const grow = (text) => text.replace(/[aeiou]/gi, (vowel) => `${ACCENTS[vowel]}${vowel.toLowerCase()}`);
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const text = walker.currentNode;
  const own = text.parentElement?.closest(OTHERS) === null && !ADDRESS.test(text.data);
  if (!own || grown.get(text) === text.data || text.data.trim() === "") continue;
  text.data = grow(text.data);
  grown.set(text, text.data);
}
// A name that is heard holds the words that are seen.
for (const named of document.querySelectorAll("[aria-label]")) {
  const name = named.getAttribute("aria-label");
  if (named.closest(OTHERS) !== null || grown.get(named) === name) continue;
  const longer = name.split(" ").map((word) => (ADDRESS.test(word) ? word : grow(word)));
  grown.set(named, longer.join(" "));
  named.setAttribute("aria-label", longer.join(" "));
}
