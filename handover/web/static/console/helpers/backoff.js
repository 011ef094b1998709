// How long to wait before the next try to connect.

const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/**
 * Doubling from half a second to 15 s, each between half and all of it, so that the consoles of a team do not come back
 * in the same instant after a restart.
 *
 * @param {number} failures Tries that failed so far, 1 or more. @param {() => number} random From 0 up to 1.
 */
export function backoffMs(failures, random) {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.round(full / 2 + (full / 2) * random());
}
