// What the figures of the wire say: shares with the counts behind them, and whether the parts make the whole.

import { rateOf } from "./rates.js";
import { RESOLVED } from "./rules.js";

/** `part / whole`, or null where there is no whole. */
export function share(part, whole) {
  return whole > 0 ? part / whole : null;
}

/**
 * How conversations ended, with those still open, as parts of all.
 *
 * @returns {{parts: object[], sum: number, total: number, whole: boolean}} Of the parts each has a `key` and its rate of all;
 *   `whole` tells whether the parts add up to all conversations.
 */
export function endings({ conversations: { total, open }, outcomes }) {
  const counts = [...outcomes.map(({ outcome, count }) => ({ key: outcome, count })), { key: "open", count: open }];
  const sum = counts.reduce((all, { count }) => all + count, 0);
  return { parts: counts.map(({ key, count }) => ({ key, ...rateOf(count, total) })), sum, total, whole: sum === total };
}

/**
 * What became of what was resolved: how much held, how much came back, and of how much it is not known yet.
 *
 * @returns {{key: "held" | "came_back" | "unknown", count: number}[]}
 */
export function lasting({ outcomes, durable: { count, of } }) {
  const resolved = outcomes.filter(({ outcome }) => RESOLVED.includes(outcome)).reduce((all, one) => all + one.count, 0);
  return [
    { key: "held", count },
    { key: "came_back", count: of - count },
    { key: "unknown", count: Math.max(0, resolved - of) },
  ];
}

/**
 * Counts by address as counts by path: what stands behind `?` tells one visit from another, not one page.
 *
 * @returns {{key: ?string, count: number, address: ?string}[]} `address` where the path is that of one address alone.
 */
export function byPath(rows) {
  const pages = new Map();
  for (const { key: address, count } of rows) {
    const key = pathOf(address);
    const known = pages.get(key);
    pages.set(key, known ? { key, count: known.count + count, address: null } : { key, count, address });
  }
  return [...pages.values()];
}

function pathOf(address) {
  return URL.canParse(address ?? "") ? new URL(address).pathname : address;
}

/** Rows of a breakdown, the largest first, without those that never happened. */
export function ranked(rows) {
  const total = rows.reduce((all, { count }) => all + count, 0);
  return rows
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)
    .map((row) => ({ ...row, share: share(row.count, total) }));
}
