// What the figures of the wire say: shares with the counts behind them, and whether the parts make the whole.

const RESOLVED = new Set(["self_served", "solved_by_agent", "promise_kept"]);

/** `part / whole`, or null where there is no whole. */
export function share(part, whole) {
  return whole > 0 ? part / whole : null;
}

/**
 * How conversations ended, with those still open, as parts of all.
 *
 * @returns {{parts: {key: string, count: number, share: number|null}[], sum: number, total: number, whole: boolean}}
 *   `whole` tells whether the parts add up to all conversations.
 */
export function endings({ conversations: { total, open }, outcomes }) {
  const counts = [...outcomes.map(({ outcome, count }) => ({ key: outcome, count })), { key: "open", count: open }];
  const sum = counts.reduce((all, { count }) => all + count, 0);
  return { parts: counts.map((part) => ({ ...part, share: share(part.count, total) })), sum, total, whole: sum === total };
}

/**
 * What became of what was resolved: how much held, how much came back, and of how much it is not known yet.
 *
 * @returns {{key: "held" | "came_back" | "unknown", count: number}[]}
 */
export function lasting({ outcomes, durable: { count, of } }) {
  const resolved = outcomes.filter(({ outcome }) => RESOLVED.has(outcome)).reduce((all, one) => all + one.count, 0);
  return [
    { key: "held", count },
    { key: "came_back", count: of - count },
    { key: "unknown", count: Math.max(0, resolved - of) },
  ];
}

/** Counts by address as counts by path: what stands behind `?` tells one visit from another, not one page. */
export function byPath(rows) {
  const counts = new Map();
  for (const { key, count } of rows) counts.set(pathOf(key), (counts.get(pathOf(key)) ?? 0) + count);
  return [...counts].map(([key, count]) => ({ key, count }));
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
