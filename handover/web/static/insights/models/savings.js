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
export function typedOf({ unit, name }, assumptions) {
  const said = assumptions?.[name] ?? null;
  if (said === null) return "";
  return String(unit === "share" ? rounded(said * PERCENT) : said);
}

/** The body of the wire from what stands in the fields; empty ones are measured. */
export function bodyOf(fields, currency) {
  const said = PARTS.map(({ name, unit }) => {
    const text = fields[name].trim();
    if (text === "") return [name, null];
    return [name, unit === "share" ? rounded(Number(text)) / PERCENT : Number(text)];
  });
  return { ...Object.fromEntries(said), currency };
}

/** 0.07 * 100 is 7.000000000000001. */
function rounded(percent) {
  return Number(percent.toFixed(6));
}
