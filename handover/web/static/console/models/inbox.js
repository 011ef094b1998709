// Who waits and whom I answer: the newest whole lists that the service sent.

export const emptyInbox = { waiting: null, assigned: null };

/**
 * The inbox after a `waiting` or `assigned` frame. Within one connection a list with a version not above the last one
 * is old news; a new connection starts over, because the service's count may have.
 */
export function withList(inbox, { type, version, items }) {
  const before = inbox[type];
  if (before && !before.stale && version <= before.version) return inbox;
  return { ...inbox, [type]: { version, items, stale: false } };
}

/** The inbox when the connection is lost: shown as it was, replaced by whatever comes first. */
export function asStale(inbox) {
  const stale = (list) => list && { ...list, stale: true };
  return { waiting: stale(inbox.waiting), assigned: stale(inbox.assigned) };
}

export const waiting = (inbox) => inbox.waiting?.items ?? [];
export const assigned = (inbox) => inbox.assigned?.items ?? [];

/** The newest summary of a conversation that a list has, or null. */
export function summaryOf(inbox, id) {
  return [...assigned(inbox), ...waiting(inbox)].find((item) => item.id === id) ?? null;
}

/** The waiting conversations of `after` that did not wait in `before`; none on the first list. */
export function arrived(before, after) {
  if (before.waiting === null || before === after) return [];
  const known = new Set(waiting(before).map(({ id }) => id));
  return waiting(after).filter(({ id }) => !known.has(id));
}

/** The conversation `step` places after `id` among mine, round and round; the first when `id` is not mine. */
export function neighbour(inbox, id, step) {
  const ids = assigned(inbox).map((item) => item.id);
  if (ids.length === 0) return null;
  const at = ids.indexOf(id);
  return at < 0 ? ids[0] : ids[(at + step + ids.length) % ids.length];
}
