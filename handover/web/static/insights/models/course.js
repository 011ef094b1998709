// Figures over the days of a period; over its weeks, where days would be too many to read.

import { rateOf } from "./rates.js";

const DAY_MS = 86_400_000;
const MOST_DAYS = 62;
const WEEK = 7;
const SUMS = ["contacts", "ended", "self_served"];

/**
 * The days of the wire as days or weeks in order, also those on which nobody came. Weeks are counted back from the last day, which is
 * mostly today and not over: alone it would look like a fall. The first one may be shorter, which is why contacts are told for a day.
 *
 * @param {object[]} known Days as on the wire, those without contacts left out.
 * @param {{from: string, to: string}} dates The period; what lies in the future of `today` is left out.
 * @returns {{isWeekly: boolean, points: {from: string, to: string, perDay: number, contacts: number, selfService: object}[]}}
 */
export function courseOf(known, dates, today) {
  const byDay = new Map(known.map((day) => [day.day, day]));
  const last = known.at(-1)?.day ?? today;
  const end = numberOf([dates.to, today > last ? today : last].sort()[0]);
  const start = numberOf(dates.from);
  const isWeekly = end - start >= MOST_DAYS;
  const step = isWeekly ? WEEK : 1;
  const points = [];
  for (let last = end; last >= start; last -= step) points.push(pointOf(byDay, Math.max(start, last - step + 1), last));
  return { isWeekly, points: points.reverse() };
}

function pointOf(byDay, first, last) {
  const sum = Object.fromEntries(SUMS.map((name) => [name, 0]));
  for (let day = first; day <= last; day += 1) {
    for (const name of SUMS) sum[name] += byDay.get(dateOf(day))?.[name] ?? 0;
  }
  return {
    from: dateOf(first),
    to: dateOf(last),
    contacts: sum.contacts,
    perDay: sum.contacts / (last - first + 1),
    selfService: rateOf(sum.self_served, sum.ended),
  };
}

function numberOf(date) {
  return Date.parse(date) / DAY_MS;
}

function dateOf(number) {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}
