// A span of days, as chosen (`7d`, `month`, or two dates) and as asked for (two moments, the second not included). Days are those
// of `zone`, which goes along with what was chosen: reports count days by the clock of the team, wherever the browser is.

export const PERIODS = ["1d", "7d", "30d", "90d", "12m", "month", "last_month"];
export const USUAL = "30d";

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
// To make one takes a thousand times as long as to ask it.
const CLOCKS = new Map();

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
 * `{from, to}` in RFC 3339 UTC: from the start of the first day to the end of the last, in the zone of what was chosen.
 * `7d` is today and the six days before.
 */
export function spanOf(chosen, now) {
  return momentsOf(datesOf(chosen, now), chosen.zone);
}

/** The span of the period before, in the same form. */
export function spanBefore(chosen, now) {
  return momentsOf(datesBefore(chosen, now), chosen.zone);
}

/** The first and the last day of a period, as dates of the calendar. */
export function datesOf(chosen, now) {
  if (chosen.from) return { from: chosen.from, to: chosen.to };
  const [year, month, day] = wallClock(now, chosen.zone);
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

/** The day that it is in a zone, as a date of the calendar. */
export function today(now, zone) {
  return dateOf(...wallClock(now, zone));
}

function momentsOf({ from, to }, zone) {
  const [year, month, day] = to.split("-").map(Number);
  return { from: startOf(from, zone), to: startOf(dateOf(year, month - 1, day + 1), zone) };
}

/** A day of the calendar; months from 0, and days that a month does not have are those of another. */
function dateOf(year, month, day) {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

/**
 * The first moment of a date. Clocks may change in the night before, in the night after and at midnight itself: of the two
 * moments that the offsets of these nights allow it is the earlier one that lies in the date.
 */
function startOf(date, zone) {
  const midnight = Date.parse(date);
  const moments = [midnight - DAY_MS, midnight + DAY_MS].map((near) => new Date(midnight - offsetAt(near, zone))).sort((one, other) => one - other);
  return (moments.find((moment) => today(moment, zone) === date) ?? moments[1]).toISOString();
}

/** By how many milliseconds the clocks of a zone are ahead of UTC. */
function offsetAt(moment, zone) {
  const [year, month, day, ...time] = wallClock(moment, zone);
  return Date.UTC(year, month, day, ...time) - moment;
}

/** What calendar and clock of a zone show, `[year, month from 0, day, hour, minute, second]`; without a zone it is the browser's. */
function wallClock(moment, zone) {
  const shown = Object.fromEntries(clockOf(zone).formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  return [shown.year, shown.month - 1, shown.day, shown.hour, shown.minute, shown.second];
}

function clockOf(zone) {
  const two = "2-digit";
  if (!CLOCKS.has(zone)) {
    const shown = { year: "numeric", month: two, day: two, hour: two, minute: two, second: two, hourCycle: "h23" };
    CLOCKS.set(zone, new Intl.DateTimeFormat("en-GB", { ...shown, timeZone: zone }));
  }
  return CLOCKS.get(zone);
}

function isDate(text) {
  return DATE.test(text ?? "") && !Number.isNaN(Date.parse(text));
}
