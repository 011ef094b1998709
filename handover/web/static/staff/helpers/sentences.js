// What happened in a conversation, as one line.

import { pageName } from "./format.js";
import { refusalText } from "./refusals.js";

/**
 * The sentence of an event that is no message.
 *
 * @param {Function} t A translator. @param {object} format Of the same language. @param {object} event An event frame.
 */
export function sentence(t, format, event) {
  const known = SENTENCES[event.name];
  return known ? known(t, format, event) : t("event.unknown", { name: t.word("event", event.name) });
}

/** More that an event says, for a second line: a summary, a note, a comment. */
export function addition(t, event) {
  if (event.name === "returned_to_bot" && event.summary) return t("event.returned_summary", { summary: event.summary });
  if (event.name === "resolved") {
    return [t("event.resolved_cause", { cause: t.word("cause", event.cause) }), event.note].filter(Boolean).join(" · ");
  }
  return event.name === "rated" ? (event.comment ?? null) : null;
}

/** Reasons of a release that the agent did not ask for. */
const TAKEN_BACK = new Set(["agent_gone", "agent_silent"]);

const plain = (key) => (t) => t(key);
const person = (agent, t) => agent?.name ?? t("author.agent");

const SENTENCES = {
  conversation_opened: (t, _format, { page }) =>
    [t("event.conversation_opened"), pageName(page)].filter(Boolean).join(" · "),
  escalated: (t, _format, { reason }) => t("event.escalated", { reason: t.word("reason", reason) }),
  failure_recorded: (t, _format, { kind }) => t("transcript.failure", { kind: t.word("failure", kind) }),
  access_refused: (t, _format, refused) => refusalText(t, refused),
  judged: (t, _format, { helpful }) => t(helpful ? "transcript.helpful" : "transcript.not_helpful"),
  withdrawn: plain("event.withdrawn"),
  offered: (t, _format, { agent }) => t("event.offered", { name: person(agent, t) }),
  offer_lapsed: (t, _format, { agent, why }) => {
    const key = `event.offer_lapsed.${why}`;
    return t(t.has(key) ? key : "event.offer_lapsed.late", { name: person(agent, t) });
  },
  told_to_wait: (t, _format, { why }) => t("event.told_to_wait", { why: t.word("wait", why) }),
  accepted: (t, _format, { agent }) => t("event.accepted", { name: person(agent, t) }),
  released: (t, _format, { agent, reason }) =>
    t(TAKEN_BACK.has(reason) ? "event.taken_back" : "event.released", {
      name: person(agent, t),
      reason: t.word("reason", reason),
    }),
  returned_to_bot: plain("event.returned_to_bot"),
  promised: (t, format, { due_at: at }) => t("event.promised", { at: format.dateTime(at) }),
  promise_kept: plain("event.promise_kept"),
  promise_broken: plain("event.promise_broken"),
  resolved: (t, _format, { agent, outcome }) =>
    t("event.resolved", { name: person(agent, t), outcome: t.word("outcome", outcome) }),
  closed: (t, _format, { outcome }) => t("event.closed", { outcome: t.word("outcome", outcome) }),
  reopened: plain("event.reopened"),
  rated: (t, _format, { stars }) => t("event.rated", { stars }),
  visited: (t, _format, event) => t("event.visited", { page: pageName(event) }),
  language_changed: (t, format, { language }) => t("event.language_changed", { language: format.language(language) }),
};
