// Figures that left their band: which still are out of it, when that was seen, and what is behind them.

import { conversationsAddress, failuresAddress, gapAddress } from "./address.js";

const DAY_MS = 86_400_000;

/** `{open, over}`: those that have not ended, and those that have. */
export function sorted(items) {
  return { open: items.filter(({ ended_on: end }) => end === null), over: items.filter(({ ended_on: end }) => end !== null) };
}

/** The days on which it was seen first: one, or the week up to it. */
export function daysOf({ began_on: day, days }) {
  return { from: new Date(Date.parse(day) - (days - 1) * DAY_MS).toISOString().slice(0, 10), to: day };
}

/** The page with what is behind it, on the days on which it was seen. */
export function behind(alert) {
  const days = daysOf(alert);
  const pages = {
    page: () => conversationsAddress(days, { page: alert.subject, failure: "any" }),
    gap: () => gapAddress(alert.subject, days),
    understood: () => failuresAddress(days, { kind: "not_understood" }),
    left_waiting: () => conversationsAddress(days, { outcome: "gave_up_in_queue" }),
    self_service: () => failuresAddress(days),
  };
  return (pages[alert.kind] ?? pages.self_service)();
}
