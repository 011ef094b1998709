// A span of days, as chosen (`7d`, or two dates) and as asked for (two moments, the second not included).

export const PERIODS = ["1d", "7d", "30d", "90d"];
export const USUAL = "30d";

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The period in a query: `{period}` or `{from, to}` as dates of the calendar; nonsense is the usual period. */
export function periodIn(query) {
  const [from, to] = [query.get("from"), query.get("to")];
  if (isDate(from) && isDate(to) && from <= to) return { from, to };
  return { period: PERIODS.includes(query.get("period")) ? query.get("period") : USUAL };
}

/**
 * `{from, to}` in RFC 3339 UTC: from the start of the first day to the end of the last, in the browser's time zone.
 * `7d` is today and the six days before.
 */
export function spanOf(chosen, now) {
  const { from, to } = datesOf(chosen, now);
  return { from: startOf(from, 0).toISOString(), to: startOf(to, 1).toISOString() };
}

/** The first and the last day of a period, as dates of the calendar. */
export function datesOf(chosen, now) {
  if (chosen.from) return chosen;
  const first = new Date(now);
  first.setDate(first.getDate() - (parseInt(chosen.period, 10) - 1));
  return { from: dateOf(first), to: dateOf(now) };
}

function dateOf(moment) {
  const two = (value) => String(value).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

function startOf(date, daysLater) {
  const [year, month, day] = date.split("-").map(Number);
  return new Date(year, month - 1, day + daysLater);
}

function isDate(text) {
  return DATE.test(text ?? "") && !Number.isNaN(Date.parse(text));
}
