// What the owner's own files call things.

/** Names as texts: `{"touchpoint.cart": "Warenkorb"}` of a `{id, names}` whose group is `touchpoint`. */
export function namedTexts(group, named, language) {
  return Object.fromEntries(named.map(({ id, names }) => [`${group}.${id}`, names[language]]).filter(([, name]) => name));
}
