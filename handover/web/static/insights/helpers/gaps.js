// Gaps in words.

import { duration } from "../../staff/helpers/format.js";
import { change, gapName } from "../models/gap.js";

/** How it changed against the time before, or null where nothing is known of that. */
export function changeText(t, format, gap) {
  const found = change(gap);
  if (found === null || (found.direction === "same" && gap.count === 0)) return null;
  return t(`gaps.change.${found.direction}`, { by: format.number(found.by), before: format.number(gap.before) });
}

/** The waiting and the work that it cost, or null where it cost none. */
export function costText(t, language, { waiting_s: waiting, agent_s: agent }) {
  if (!waiting && !agent) return null;
  return t("gaps.cost", { waiting: duration(waiting, language), agent: duration(agent, language) });
}

/** What the days since a fix say of it. */
export function proofText(t, format, { before, after, verdict, days }) {
  const rate = ({ count, of }) => t("gaps.rate", { part: format.number(count), of: format.number(of) });
  return [t(`gaps.verdict.${verdict}`), t("gaps.proof", { before: rate(before), after: rate(after), days: format.number(days) })];
}

/** One line of the history. */
export function changeOf(t, format, language, one) {
  const other = () => gapName(one, language) ?? t("gaps.nameless");
  const count = { count: one.count, total: format.number(one.count ?? 0) };
  switch (one.kind) {
    case "created":
      return t("gaps.did.created", count);
    case "merged":
      return t(one.into ? "gaps.did.merged_into" : "gaps.did.merged", { ...count, name: other() });
    case "sorted":
      return one.into
        ? t("gaps.did.sorted_into", { name: other() })
        : t("gaps.did.sorted", { was: format.number(one.was), total: format.number(one.count) });
    case "split":
      return t(one.out_of ? "gaps.did.split_off" : "gaps.did.split", { ...count, name: other() });
    case "renamed":
      return one.to ? t("gaps.did.renamed", { name: one.to }) : t("gaps.did.unnamed");
    case "assigned":
      return one.to ? t("gaps.did.assigned", { name: one.to }) : t("gaps.did.unassigned");
    default:
      return t("gaps.did.state", { was: t.word("gap", one.was), to: t.word("gap", one.to) });
  }
}
