// What in a text may be clicked: http(s) addresses and paths of the same site, bare or as [label](target). Everything else
// stays text; nobody here ever builds markup from a string.

const TARGET = String.raw`(?:https?:\/\/|\/(?=[a-z0-9]))[^\s<>"'()\[\]]+|\/(?=[\s.,;:!?)]|$)`;
const LINK = new RegExp(String.raw`\[([^\]\n]{1,200})\]\((${TARGET})\)|(?<![^\s(])(${TARGET})`, "gi");
const TRAILING = /[.,;:!?]+$/;

/**
 * Cut `text` into pieces, in order: `{text}` or `{text, href}`. Joined, the pieces show every word of the text.
 */
export function pieces(text) {
  const found = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const [whole, label, labelled, bare] = match;
    const tail = bare ? (bare.match(TRAILING)?.[0] ?? "") : "";
    const target = labelled ?? bare.slice(0, bare.length - tail.length);
    if (!isSafe(target) || (bare && target === "/")) continue;
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    found.push({ text: label ?? target, href: target });
    from = match.index + whole.length - tail.length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}

/** True for http(s) and for a path of this site; `//host` is another site, so it is neither. */
export function isSafe(href) {
  if (/^\/(?![/\\])/.test(href)) return true;
  try {
    return ["http:", "https:"].includes(new URL(href).protocol);
  } catch {
    return false;
  }
}
