// The parts of the formula of savings: how they are written, typed and sent.

/** In the order of the formula; `unit` says how a part is written. */
export const OF_DAY = [
  { name: "contacts_per_day", unit: "count", most: 10_000_000 },
  { name: "simple_share", unit: "share", most: 100 },
  { name: "solved_share", unit: "share", most: 100 },
  { name: "minutes", unit: "minutes", most: 1440 },
  { name: "cost_per_hour", unit: "money", most: 100_000 },
];
export const OF_YEAR = [
  { name: "days_per_year", unit: "count", most: 366 },
  { name: "running_per_year", unit: "money", most: 1_000_000_000 },
];
export const PARTS = [...OF_DAY, ...OF_YEAR];

const CURRENCIES = ["CHF", "EUR", "USD", "GBP"];
const PERCENT = 100;
const DECIMAL = { de: ",", en: "." };

/** What there is to choose, the chosen one among it. */
export function currencies(chosen) {
  return CURRENCIES.includes(chosen) ? CURRENCIES : [...CURRENCIES, chosen];
}

/** A value of a part, as people write it. */
export function partText(format, currency, { unit }, value) {
  if (unit === "share") return format.share(value);
  if (unit === "money") return format.amount(value, currency);
  return format.short(value);
}

/** `30 % – 38 %`, or null where the figure is a point or not known. */
export function partRange(format, currency, part, { low, high }) {
  if (low === null || low === high) return null;
  return `${partText(format, currency, part, low)} – ${partText(format, currency, part, high)}`;
}

/** Where a figure comes from: `said`, `measured`, `hours` (the opening hours), or `none`. */
export function sourceOf({ name }, { value, measured }) {
  if (value === null) return "none";
  if (!measured) return "said";
  return name === "days_per_year" ? "hours" : "measured";
}

/** What stands in the field of a part; shares are typed in percent. */
export function typedOf({ unit, name }, assumptions, language) {
  const said = assumptions?.[name] ?? null;
  if (said === null) return "";
  return String(unit === "share" ? rounded(said * PERCENT) : said).replace(".", DECIMAL[language]);
}

/** The body of the wire from what stands in the fields; empty ones are measured. */
export function bodyOf(fields, currency, language) {
  const said = PARTS.map(({ name, unit }) => {
    const typed = numberOf(fields[name], language);
    return [name, unit === "share" && typed !== null ? rounded(typed) / PERCENT : typed];
  });
  return { ...Object.fromEntries(said), currency };
}

/**
 * The number that somebody typed: null where there is nothing, NaN where it is none. Both 1,5 and 1.5 are one and a half, for many type
 * as the other language does; the language decides about 3.000 alone.
 */
export function numberOf(text, language) {
  const bare = text.replace(/[\s'’]/g, "");
  if (bare === "") return null;
  const thousands = DECIMAL[language] === "," ? "." : ",";
  const grouped = new RegExp(`^[1-9]\\d{0,2}(?:[${thousands}]\\d{3})+(?:[${DECIMAL[language]}]\\d+)?$`).test(bare);
  const plain = (grouped ? bare.replaceAll(thousands, "") : bare).replace(",", ".");
  return /^(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
}

/** Whether a part can be what somebody typed. */
export function fits({ most }, text, language) {
  const typed = numberOf(text, language);
  return typed === null || (typed >= 0 && typed <= most);
}

/** 0.07 * 100 is 7.000000000000001. */
function rounded(percent) {
  return Number(percent.toFixed(6));
}
