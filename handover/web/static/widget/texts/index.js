import { bare, isSwiss } from "../helpers/language.js";
import { minutes } from "../helpers/times.js";
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

/** Where somebody waits and for how long; only what the service knows is said. */
export function queueText(queue, texts) {
  const place = Number.isInteger(queue?.position) ? texts.position(queue.position) : texts.positionUnknown;
  const range = queue?.wait_range_s;
  if (Array.isArray(range) && range.length === 2) return `${place} ${texts.waitRange(minutes(range[0]), minutes(range[1]))}`;
  const wait = minutes(queue?.wait_s ?? null);
  return wait === null ? place : `${place} ${texts.wait(wait)}`;
}

/** The words of a notice in the log. */
export function noticeText({ name, event }, texts, longTime) {
  switch (name) {
    case "escalated":
      return texts.noticeEscalated;
    case "withdrawn":
      return texts.noticeWithdrawn;
    case "accepted":
      return texts.noticeAccepted(event.agent?.name ?? texts.agentUnnamed);
    case "released":
      return texts.noticeReleased;
    case "returned_to_bot":
      return texts.noticeReturned;
    case "reopened":
      return texts.noticeReopened;
    case "promised":
      return texts.noticePromised(longTime(event.due_at));
    default:
      return texts.noticeEnded;
  }
}

/** Who answers now: `{name, role}`. */
export function speaker({ floor, timeline }, texts) {
  if (floor === "queue") return { name: texts.waiting, role: texts.waitingRole };
  if (floor === "agent") return { name: timeline.agent ?? texts.agentUnnamed, role: texts.agentRole };
  if (floor === "closed") return { name: texts.closed, role: texts.closedRole };
  return { name: texts.bot, role: texts.botRole };
}
