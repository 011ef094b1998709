// What there is to choose in a filter: what occurs in the period, and what is chosen already.

import { CAUSES, OUTCOMES } from "../../staff/models/codes.js";
import { STATES } from "./gap.js";

/** What always can be chosen, whether it occurs or not. */
const FIXED = {
  language: ["de", "en"],
  status: STATES,
  outcome: OUTCOMES,
  cause: CAUSES,
};

/** @returns {{key: string, count: number|null}[]} count is null where it is not counted. */
export function choices(name, figures, chosen) {
  const counted = (figures?.failures[`by_${name}`] ?? []).filter(({ key, count }) => key !== null && count > 0);
  const known = new Set(counted.map(({ key }) => key));
  const others = [...(FIXED[name] ?? []), chosen].filter((key) => key && !known.has(key));
  return [...counted, ...new Set(others)].map((one) => (typeof one === "string" ? { key: one, count: null } : one));
}
