// Lets the page speak a language that nobody speaks: each vowel twice and with an accent, which makes words a third
// longer, as a translation can. What is no word of ours stays: codes, addresses, numbers.
const ACCENTS = { a: "à", e: "é", i: "ï", o: "ö", u: "ü", A: "Å", E: "É", I: "Î", O: "Ø", U: "Û" };
const OTHERS = "code, pre, .mono, script, style, .address, [data-testid=identity], [data-testid=head-strip]";
const grown = (window.grownTexts ??= new WeakMap());
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const text = walker.currentNode;
  const own = text.parentElement?.closest(OTHERS) === null && !/:\/\/|\w\.\w/.test(text.data);
  if (!own || grown.get(text) === text.data || text.data.trim() === "") continue;
  text.data = text.data.replace(/[aeiou]/gi, (vowel) => `${ACCENTS[vowel]}${vowel.toLowerCase()}`);
  grown.set(text, text.data);
}
