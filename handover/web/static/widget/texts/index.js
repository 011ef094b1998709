import { bare, isSwiss } from "../helpers/language.js";
import { longTime, moment, span } from "../helpers/times.js";
import { de } from "./de.js";
import { en } from "./en.js";

// The texts that take a name or a number hold no ß, which a test watches: a name keeps its own.
const swiss = Object.fromEntries(Object.entries(de).map(([name, text]) => [name, typeof text === "string" ? text.replaceAll("ß", "ss") : text]));

/** The texts for a language such as `de`, `de-CH` or `en`. */
export function textsFor(language) {
  if (bare(language) === "en") return en;
  return isSwiss(language) ? swiss : de;
}

/** In plain words why a command did not get through; `refused` is null when a reload interrupted it. */
export function problemText(refused, texts) {
  if (!refused) return texts.problemInterrupted;
  if (refused.code === "choice_not_offered") return texts.problemChoice;
  switch (refused.kind) {
    case "offline":
      return texts.problemOffline;
    case "too_long":
      return texts.problemTooLong;
    case "invalid":
      return texts.problemInvalid;
    case "too_many":
      return texts.problemTooMany(refused.retryAfterS);
    case "gone":
      return texts.problemGone;
    case "forbidden":
      return texts.problemForbidden;
    case "conflict":
      return texts.problemConflict;
    default:
      return texts.problemUnavailable(refused.retryAfterS ?? null);
  }
}

/**
 * What is said to somebody who waits, as `{place, wait}`: where they stand, or who is back when, and how long it will take; only
 * what the service knows is said, `wait` may be "".
 */
export function queueTexts(queue, texts, language) {
  if (queue?.staffed === false) {
    return { place: queue.opens_at ? texts.back(moment(queue.opens_at, texts, language)) : texts.nobody, wait: "" };
  }
  const place = Number.isInteger(queue?.position) ? texts.position(queue.position) : texts.positionUnknown;
  return { place, wait: waitText(queue?.wait_range_s, texts) };
}

function waitText(range, texts) {
  if (!Array.isArray(range) || range.length !== 2) return "";
  const { from, to, inHours } = span(...range);
  if (to <= 1 && from === 0) return texts.waitLess;
  return from === 0 ? texts.waitUpTo(to, inHours) : texts.wait(from, to, inHours);
}

/** What is said of an answer that is promised and has not come; `email` is null where it is not known here. */
export function promiseText({ dueAt, broken }, email, texts, language) {
  return broken ? texts.promiseBroken(email) : texts.promise(moment(dueAt, texts, language), email);
}

// The sentence for each event that the log shows as a notice; `ended` stands for both `resolved` and `closed`.
const NOTICES = {
  escalated: (texts) => texts.noticeEscalated,
  withdrawn: (texts) => texts.noticeWithdrawn,
  accepted: (texts, { agent }) => texts.noticeAccepted(agent?.name ?? texts.agentUnnamed),
  released: (texts) => texts.noticeReleased,
  returned_to_bot: (texts) => texts.noticeReturned,
  reopened: (texts) => texts.noticeReopened,
  promised: (texts, { due_at: dueAt }, language) => texts.noticePromised(longTime(dueAt, language)),
  promise_kept: (texts) => texts.noticePromiseKept,
  promise_broken: (texts) => texts.noticePromiseBroken,
  ended: (texts) => texts.noticeEnded,
};

/** The words of a notice in the log. */
export function noticeText({ name, event }, texts, language) {
  return NOTICES[name](texts, event, language);
}

/** Who answers now: `{name, role}`. */
export function speaker({ floor, queue, timeline }, texts) {
  if (floor === "queue") return { name: texts.waiting, role: queue?.staffed === false ? texts.waitingRoleNobody : texts.waitingRole };
  if (floor === "agent") return { name: timeline.agent ?? texts.agentUnnamed, role: texts.agentRole };
  if (floor === "closed") return { name: timeline.promise ? texts.promised : texts.closed, role: texts.closedRole };
  return { name: texts.bot, role: texts.botRole };
}
