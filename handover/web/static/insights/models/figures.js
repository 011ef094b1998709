// What the figures of the wire say: shares with the counts behind them, and whether the parts make the whole.

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

/** Conversations that needed no person, out of those that ended. */
export function selfService({ conversations: { ended }, outcomes }) {
  const count = outcomes.find(({ outcome }) => outcome === "self_served")?.count ?? 0;
  return { count, of: ended, share: share(count, ended) };
}

/** Rows of a breakdown, the largest first, without those that never happened. */
export function ranked(rows) {
  const total = rows.reduce((all, { count }) => all + count, 0);
  return rows
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)
    .map((row) => ({ ...row, share: share(row.count, total) }));
}
