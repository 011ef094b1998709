// Who waits, whom I answer, what is offered to me and what is promised: the newest whole lists that the service sent.

export const emptyInbox = { waiting: null, assigned: null, offers: null, promises: null };

/**
 * The inbox after a frame with one of its lists. Within one connection a list with a version not above the last one
 * is old news; a new connection starts over, because the service's count may have.
 */
export function withList(inbox, { type, version, items }) {
  const before = inbox[type];
  if (before && !before.stale && version <= before.version) return inbox;
  return { ...inbox, [type]: { version, items, stale: false } };
}

/** The inbox when the connection is lost: shown as it was, replaced by whatever comes first. */
export function asStale(inbox) {
  return Object.fromEntries(Object.entries(inbox).map(([name, list]) => [name, list && { ...list, stale: true }]));
}

export const waiting = (inbox) => inbox.waiting?.items ?? [];
export const assigned = (inbox) => inbox.assigned?.items ?? [];
export const offers = (inbox) => inbox.offers?.items ?? [];
export const promises = (inbox) => inbox.promises?.items ?? [];

/** What is promised in a conversation, or null. */
export const promiseOf = (inbox, id) => promises(inbox).find(({ conversation }) => conversation === id) ?? null;

/** The newest summary of a conversation that a list has, or null. */
export function summaryOf(inbox, id) {
  return [...assigned(inbox), ...waiting(inbox), ...offers(inbox)].find((item) => item.id === id) ?? null;
}

/** The waiting conversations of `after` that did not wait in `before`; none on the first list. */
export function arrived(before, after) {
  if (before.waiting === null || before === after) return [];
  const known = new Set(waiting(before).map(({ id }) => id));
  return waiting(after).filter(({ id }) => !known.has(id));
}

/** The offers of `after` that `before` did not have; also one that was made anew to the same agent. */
export function newOffers(before, after) {
  const keyOf = ({ id, offer }) => `${id} ${offer.until}`;
  const known = new Set(offers(before).map(keyOf));
  return offers(after).filter((item) => !known.has(keyOf(item)));
}

/** The conversation `step` places after `id` among mine, round and round; the first when `id` is not mine. */
export function neighbour(inbox, id, step) {
  const ids = assigned(inbox).map((item) => item.id);
  if (ids.length === 0) return null;
  const at = ids.indexOf(id);
  return at < 0 ? ids[0] : ids[(at + step + ids.length) % ids.length];
}
