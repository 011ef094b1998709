const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * Milliseconds to wait before try number `attempt` (0 is the first). Between half of the step and the whole of it, so that
 * a thousand customers whose service restarted do not come back in the same second.
 */
export function delay(attempt, random = Math.random) {
  const step = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return step / 2 + (random() * step) / 2;
}
