// Texts in the two languages of the staff pages.

export const LANGUAGES = ["de", "en"];
const KEY = "lotse.staff.language";

/** The language kept from last time, else the first of the browser's that we have, else English. */
export function chosenLanguage(storage, preferred) {
  const kept = storage.getItem(KEY);
  if (LANGUAGES.includes(kept)) return kept;
  return preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find((code) => LANGUAGES.includes(code)) ?? "en";
}

export function keepLanguage(storage, language) {
  storage.setItem(KEY, language);
}

/**
 * A function `t(key, values)` over some dictionaries, and `t.word(group, code)` for the plain name of a code of the wire.
 * A text is a string with `{values}`, or `{one, other}` chosen by `values.count`.
 */
export function translator(language, dictionaries) {
  const texts = Object.assign({}, ...dictionaries);
  const plural = new Intl.PluralRules(language);

  function t(key, values = {}) {
    const text = texts[key];
    if (text === undefined) throw new Error(`no text "${key}" in ${language}`);
    const form = typeof text === "string" ? text : (text[plural.select(values.count)] ?? text.other);
    return form.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }
  t.word = (group, code) => (texts[`${group}.${code}`] === undefined ? spoken(code) : t(`${group}.${code}`));
  t.has = (key) => key in texts;
  /** The same with more texts, which go before. */
  t.with = (more) => translator(language, [...dictionaries, more]);
  return t;
}

/** A code that is newer than this page: readable, if not translated. */
function spoken(code) {
  return String(code).replaceAll("_", " ");
}
