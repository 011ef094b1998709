// Shares with the range in which they lie, as the service reckons them (`domain/rates.py`), for what is added up here.

import { SMALL, Z } from "./rules.js";

/** `{count, of, share, low, high, small}` by the score interval of Wilson; shares of nothing are null. */
export function rateOf(count, of) {
  if (of === 0) return { count, of, share: null, low: null, high: null, small: true };
  const share = count / of;
  const wide = 1 + Z ** 2 / of;
  const middle = (share + Z ** 2 / (2 * of)) / wide;
  const half = (Z / wide) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  const low = count === 0 ? 0 : Math.max(0, middle - half);
  const high = count === of ? 1 : Math.min(1, middle + half);
  return { count, of, share, low, high, small: of < SMALL };
}

/**
 * Where the share of one less that of the other lies with 95 %, `{low, high}`: the hybrid score interval of Newcombe (1998, method
 * 10). Two ranges may touch although their shares differ.
 */
export function difference(one, other) {
  const by = one.share - other.share;
  const below = Math.hypot(one.share - one.low, other.high - other.share);
  const above = Math.hypot(one.high - one.share, other.share - other.low);
  return { low: by - below, high: by + above };
}

/** The share of the others: of what was misunderstood, what was not. */
export function others({ count, of }) {
  return rateOf(of - count, of);
}

/** A rate as charts draw it. */
export function pointOf({ share, low, high, of }) {
  return { value: share, low, high, n: of };
}
