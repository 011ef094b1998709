// Which page of the insights an address shows, and the addresses of pages.

import { periodIn, spanOf, USUAL } from "./period.js";

/** What a failure can be filtered by, besides the period; named as on the wire. */
export const FILTERS = ["kind", "intent", "touchpoint", "language", "status"];

/** `{page: "overview" | "failures" | "failure" | "unknown", id, period, filters}` */
export function placeOf({ pathname, search }) {
  const query = new URLSearchParams(search);
  const path = pathname.replace(/\/+$/, "");
  const failure = /^\/insights\/failures\/([^/]+)$/.exec(path);
  const page = { "/insights": "overview", "/insights/failures": "failures" }[path] ?? (failure ? "failure" : "unknown");
  const chosen = FILTERS.map((name) => [name, query.get(name)]).filter(([, value]) => value);
  return { page, id: failure && decodeURIComponent(failure[1]), period: periodIn(query), filters: Object.fromEntries(chosen) };
}

export function overviewAddress(period) {
  return withQuery("/insights", period);
}

export function failuresAddress(period, filters = {}) {
  return withQuery("/insights/failures", period, filters);
}

export function failureAddress(id) {
  return `/insights/failures/${encodeURIComponent(id)}`;
}

/** The query of the wire for the failures of a period. */
export function failuresQuery({ period, filters }, now, after = null) {
  return new URLSearchParams({ ...spanOf(period, now), ...filters, ...(after && { after }) }).toString();
}

function withQuery(path, period, filters = {}) {
  const { period: usual, ...dates } = period;
  const query = new URLSearchParams({ ...(usual && usual !== USUAL && { period: usual }), ...dates, ...filters }).toString();
  return query ? `${path}?${query}` : path;
}
