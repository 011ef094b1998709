// Conversations that are offered to me, and what became of each.

/** Whatever of these comes first after an offer ends it. */
const ENDS = new Set(["offer_lapsed", "accepted", "withdrawn", "promised", "closed"]);

/** The `offered` event of the offer to `agentId` until `until`, or null while the log does not have it. */
export function offerOf(events, agentId, until) {
  const same = ({ name, agent, until: other }) =>
    name === "offered" && agent.id === agentId && Date.parse(other) === Date.parse(until);
  return events.findLast(same) ?? null;
}

/** The event that ended this offer, or null while it is open as far as the log tells. */
export function endOf(events, agentId, until) {
  const offered = offerOf(events, agentId, until);
  return events.find(({ seq, name }) => offered && seq > offered.seq && ENDS.has(name)) ?? null;
}

/** Whether an offer ended because I did nothing; the service then says of me that I am away. */
export const isMissed = ({ name, why }) => name === "offer_lapsed" && why === "late";

/** What to say of an offer that another one ended, as the key of a text; null where it was me. */
export function wordOf(event, agentId) {
  if (event.name === "accepted") return event.agent.id === agentId ? null : "offer.taken";
  if (event.name === "offer_lapsed") return event.why === "gone" ? "offer.passed_on" : null;
  return event.name === "withdrawn" ? "offer.withdrawn" : "offer.ended";
}

/**
 * What is left of an offer.
 *
 * @param {number} until In ms, by the service. @param {?number} made When it was made; null while that is not known.
 * @param {number} now By the service, as far as that is known: never more is left than there was.
 * @returns {{seconds: number, share: ?number}} Whole seconds, and the part of all of it from 0 to 1.
 */
export function timeLeft(until, made, now) {
  const whole = made === null ? null : until - made;
  const left = Math.min(Math.max(0, until - now), whole ?? Infinity);
  return { seconds: Math.ceil(left / 1000), share: whole ? left / whole : null };
}
