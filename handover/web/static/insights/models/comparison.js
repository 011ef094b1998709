// How a figure differs from the period before.

import { difference } from "./rates.js";
import { SMALL } from "./rules.js";

const PERCENT = 100;

/**
 * The difference of two rates in percentage points, or null where one is of nothing. `sure` tells whether the
 * range of the difference does not reach nought: then it is hardly chance.
 */
export function rateChange(now, before) {
  if (!before || now.share === null || before.share === null) return null;
  const { low, high } = difference(now, before);
  return { points: (now.share - before.share) * PERCENT, sure: low > 0 || high < 0 };
}

/** By what part a count grew (0.25) or shrank (-0.25), or null where there were too few before to say. */
export function countChange(now, before) {
  return before >= SMALL ? now / before - 1 : null;
}
