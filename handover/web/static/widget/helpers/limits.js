/** Longest text of a customer, in characters as the service counts them (code points). */
export const MOST_CHARACTERS = 4000;

/**
 * Look at what a customer wants to send, before it is sent.
 *
 * Answers `{text}` (stripped) or `{problem}`: `empty`, `too_long`, or `command` for a leading slash, which the
 * service refuses because the bot would take it as an order.
 */
export function check(raw) {
  const text = raw.trim();
  if (!text) return { problem: "empty" };
  if (text.startsWith("/")) return { problem: "command" };
  if (count(text) > MOST_CHARACTERS) return { problem: "too_long" };
  return { text };
}

export function count(text) {
  return [...text].length;
}
