// What the record of a failure says.

import { html } from "../../vendor/preact-htm.js";
import { pageName } from "../../staff/helpers/format.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { actionName } from "../../staff/controllers/understanding.js";
import { gapAddress } from "../models/address.js";
import { nameOfKey } from "../helpers/names.js";
import { Link } from "./link.js";

export function FailureFacts({ failure }) {
  const { t, format } = useLocale();
  const { intent, confidence, judgement } = failure;
  const facts = {
    at: format.dateTime(failure.at),
    intent: confidence === null ? nameOfKey(t, format, "intent", intent) : `${t.word("intent", intent)}, ${format.percent(confidence)}`,
    meant: failure.meant && t.word("intent", failure.meant),
    page: pageName(failure.page) ?? t("none.touchpoint"),
    language: format.language(failure.language),
    followed_by: failure.followed_by && t.word("followed", failure.followed_by),
    helped_by: failure.helped_by,
    cost: cost(t, failure),
    found_at: failure.found_at && format.dateTime(failure.found_at),
    outcome: failure.outcome ? t.word("outcome", failure.outcome) : t("failure.open"),
    cause: failure.cause && t.word("cause", failure.cause),
    judgement: judgement && judged(t, judgement),
    gap: failure.gap && html`<${Link} to=${gapAddress(failure.gap, {})}>${t("failures.to_gap")}<//>`,
    status: t.word("status", failure.status),
    actions: failure.actions?.map((action) => actionName(t, action)).join(", "),
    detail: failure.detail,
    model: failure.model,
  };
  return html`
    <section class="panel" aria-labelledby="failure-facts">
      <h2 id="failure-facts">${t("failure.facts")}</h2>
      <dl class="failure-facts">
        ${Object.entries(facts)
          .filter(([, text]) => text)
          .map(([name, text]) => html`<div key=${name}><dt>${t(`failure.${name}`)}</dt><dd>${text}</dd></div>`)}
      </dl>
    </section>
  `;
}

function cost(t, { waiting_s: waiting, agent_s: agent }) {
  if (!waiting && !agent) {
    return null;
  }
  return t("failure.cost_told", { waiting: Math.round(waiting / 60), agent: Math.round(agent / 60) });
}

function judged(t, { helpful, comment }) {
  const verdict = t(helpful ? "transcript.helpful" : "transcript.not_helpful");
  return comment ? `${verdict}: ${comment}` : verdict;
}
