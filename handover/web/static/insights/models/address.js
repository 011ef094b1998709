// Which page of the insights an address shows, and the addresses of pages.

import { periodIn, spanOf, USUAL } from "./period.js";

/** What a failure can be filtered by, besides the period; named as on the wire. */
export const FILTERS = ["kind", "intent", "touchpoint", "language", "status"];

/** The same, asked for less often. */
export const MORE_FILTERS = ["outcome", "cause", "page", "model"];

/** What else leads to some of the failures: words, and a gap, or `none` for those without one. */
const LINKED = ["q", "gap"];
const OF_FAILURES = [...FILTERS, ...MORE_FILTERS, ...LINKED];

/** What gaps can be filtered by, besides the period; named as on the wire. */
export const GAP_FILTERS = ["state", "language"];

/** What refused access can be filtered by, besides the period; named as on the wire. */
const REFUSAL_FILTERS = ["kind", "subject", "client"];

/** What deliveries can be filtered by; named as on the wire. */
const DELIVERY_FILTERS = ["state", "target"];

/** What conversations can be filtered by, besides the period; named as on the wire. */
export const CONVERSATION_FILTERS = [
  ...["touchpoint", "matter", "failure", "outcome", "durable", "handed_over", "rated", "reason", "cause", "team"],
  ...["page", "language", "weekday", "hour"],
];

const PAGES = {
  "/insights": "overview",
  "/insights/gaps": "gaps",
  "/insights/failures": "failures",
  "/insights/journey": "journey",
  "/insights/conversations": "conversations",
  "/insights/service": "service",
  "/insights/savings": "savings",
  "/insights/refusals": "refusals",
  "/insights/deliveries": "deliveries",
};
const FILTERS_OF = {
  failures: OF_FAILURES,
  failure: OF_FAILURES,
  gaps: GAP_FILTERS,
  conversations: CONVERSATION_FILTERS,
  conversation: CONVERSATION_FILTERS,
  refusals: REFUSAL_FILTERS,
  deliveries: DELIVERY_FILTERS,
};

/**
 * `{page, id, period, filters}`; `page` is one of PAGES, `failure`, `gap`, `conversation` or `unknown`. The period knows the
 * zone whose days it has; that is the same for everybody, and not part of an address.
 */
export function placeOf({ pathname, search }, zone) {
  const query = new URLSearchParams(search);
  const path = pathname.replace(/\/+$/, "");
  const [, list, one] = /^\/insights\/(failures|gaps|conversations)\/([^/]+)$/.exec(path) ?? [];
  const page = PAGES[path] ?? (list ? list.slice(0, -1) : "unknown");
  const chosen = (FILTERS_OF[page] ?? FILTERS).map((name) => [name, query.get(name)]).filter(([, value]) => value);
  const period = { ...periodIn(query), ...(zone && { zone }) };
  return { page, id: one ? decodeURIComponent(one) : null, period, filters: Object.fromEntries(chosen) };
}

export function overviewAddress(period) {
  return withQuery("/insights", period);
}

export function failuresAddress(period, filters = {}) {
  return withQuery("/insights/failures", period, filters);
}

/** Without more it is the address that stays; the list that one came from goes along for the way back. */
export function failureAddress(id, period = {}, filters = {}) {
  return withQuery(`/insights/failures/${encodeURIComponent(id)}`, period, filters);
}

export function journeyAddress(period) {
  return withQuery("/insights/journey", period);
}

export function conversationsAddress(period, filters = {}) {
  return withQuery("/insights/conversations", period, filters);
}

/** The list that one came from goes along, for the way back. */
export function conversationAddress(id, period, filters = {}) {
  return withQuery(`/insights/conversations/${encodeURIComponent(id)}`, period, filters);
}

export function gapsAddress(period, filters = {}) {
  return withQuery("/insights/gaps", period, filters);
}

export function gapAddress(id, period) {
  return withQuery(`/insights/gaps/${encodeURIComponent(id)}`, period);
}

export function refusalsAddress(period, filters = {}) {
  return withQuery("/insights/refusals", period, filters);
}

export function serviceAddress(period) {
  return withQuery("/insights/service", period);
}

export function savingsAddress(period) {
  return withQuery("/insights/savings", period);
}

/** The period is not asked for there, and kept for the other pages. */
export function deliveriesAddress(period, filters = {}) {
  return withQuery("/insights/deliveries", period, filters);
}

/** The query of the wire for deliveries: the dead ones, where no other state is chosen. */
export function deliveryQuery({ filters }, after = null) {
  return new URLSearchParams({ state: "dead", ...filters, ...(after && { after }) }).toString();
}

/** The query of the wire for the failures, or for the refused access, of a period. */
export function listQuery({ period, filters }, now, after = null) {
  return new URLSearchParams({ ...spanOf(period, now), ...filters, ...(after && { after }) }).toString();
}

function withQuery(path, period, filters = {}) {
  const { period: usual, zone: _everywhere, ...dates } = period;
  const query = new URLSearchParams({ ...(usual && usual !== USUAL && { period: usual }), ...dates, ...filters }).toString();
  return query ? `${path}?${query}` : path;
}
