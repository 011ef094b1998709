// When an answer that was promised is due.

import { duration } from "../../staff/helpers/format.js";

/** The service says so when it sends the list; what became due since then is found here. @param {number} now In ms. */
export const isOverdue = ({ overdue, due_at: at }, now) => overdue || Date.parse(at) < now;

/** `until 14:30`, with the day where it is another one, or how long it is overdue. @param {number} now In ms. */
export function dueText(t, format, language, promise, now) {
  const due = promise.due_at;
  const late = (now - Date.parse(due)) / 1000;
  if (isOverdue(promise, now)) return late > 0 ? t("promise.overdue", { time: duration(late, language) }) : t("promise.overdue_now");
  return t("promise.due", { at: format.date(due) === format.date(now) ? format.time(due) : format.dateTime(due) });
}
