// What was refused, as staff read it.

/** @param {Function} t A translator. @param {{kind: string, subject: ?string}} refused Of an event or of the owner's list. */
export function refusalText(t, { kind, subject }) {
  const about = `refusal_of.${kind}`;
  return subject && t.has(about) ? t(about, { order: subject }) : t.word("refusal", kind);
}
