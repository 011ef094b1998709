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

/**
 * Look at an e-mail address before it is sent: `{email}` (stripped) or `{problem}`, `empty` or `wrong`. Only what is plainly none
 * is held back here; the service knows better.
 */
export function checkEmail(raw) {
  const email = raw.trim();
  if (!email) return { problem: "empty" };
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? { email } : { problem: "wrong" };
}

export function count(text) {
  return [...text].length;
}
