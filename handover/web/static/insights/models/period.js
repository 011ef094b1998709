// A span of days, as chosen (`7d`, `month`, or two dates) and as asked for (two moments, the second not included).

export const PERIODS = ["1d", "7d", "30d", "90d", "12m", "month", "last_month"];
export const USUAL = "30d";

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/**
 * The period in a query: `{period}` or `{from, to}` as dates of the calendar; nonsense is the usual period. With
 * `compare: "before"` where it is to be compared with the period before it.
 */
export function periodIn(query) {
  const compared = query.get("compare") === "before" ? { compare: "before" } : {};
  const [from, to] = [query.get("from"), query.get("to")];
  if (isDate(from) && isDate(to) && from <= to) return { from, to, ...compared };
  return { period: PERIODS.includes(query.get("period")) ? query.get("period") : USUAL, ...compared };
}

/**
 * `{from, to}` in RFC 3339 UTC: from the start of the first day to the end of the last, in the browser's time zone.
 * `7d` is today and the six days before.
 */
export function spanOf(chosen, now) {
  return momentsOf(datesOf(chosen, now));
}

/** The span of the period before, in the same form. */
export function spanBefore(chosen, now) {
  return momentsOf(datesBefore(chosen, now));
}

/** The first and the last day of a period, as dates of the calendar. */
export function datesOf(chosen, now) {
  if (chosen.from) return { from: chosen.from, to: chosen.to };
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  if (chosen.period === "month") return { from: dateOf(year, month, 1), to: dateOf(year, month, day) };
  if (chosen.period === "last_month") return { from: dateOf(year, month - 1, 1), to: dateOf(year, month, 0) };
  if (chosen.period === "12m") return { from: dateOf(year - 1, month, day + 1), to: dateOf(year, month, day) };
  return { from: dateOf(year, month, day - parseInt(chosen.period, 10) + 1), to: dateOf(year, month, day) };
}

/**
 * The days that a period is compared with: as many, right before it. A month is compared with the month before, the present one
 * with as many of its days.
 */
export function datesBefore(chosen, now) {
  const { from, to } = datesOf(chosen, now);
  const [[year, month, first], [, , last]] = [from, to].map((date) => date.split("-").map(Number));
  if (chosen.period === "last_month") return { from: dateOf(year, month - 2, 1), to: dateOf(year, month - 1, 0) };
  if (chosen.period === "month") {
    const [same, end] = [dateOf(year, month - 2, last), dateOf(year, month - 1, 0)];
    return { from: dateOf(year, month - 2, 1), to: same < end ? same : end };
  }
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  return { from: dateOf(year, month - 1, first - days), to: dateOf(year, month - 1, first - 1) };
}

/** The day that it is for the browser, as a date of the calendar. */
export function today(now) {
  return dateOf(now.getFullYear(), now.getMonth(), now.getDate());
}

function momentsOf({ from, to }) {
  return { from: startOf(from, 0).toISOString(), to: startOf(to, 1).toISOString() };
}

/** A day of the calendar; months from 0, and days that a month does not have are those of another. */
function dateOf(year, month, day) {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

function startOf(date, daysLater) {
  const [year, month, day] = date.split("-").map(Number);
  return new Date(year, month - 1, day + daysLater);
}

function isDate(text) {
  return DATE.test(text ?? "") && !Number.isNaN(Date.parse(text));
}
