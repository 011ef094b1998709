// What the record of a failure says.

import { html } from "../../vendor/preact-htm.js";
import { pageName } from "../../staff/helpers/format.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { actionName } from "../../staff/controllers/understanding.js";
import { gapAddress } from "../models/address.js";
import { nameOfKey } from "../helpers/names.js";
import { Link } from "./link.js";

/** What the customer did next, who helped them, and what it cost. */
export function WhatCameNext({ failure }) {
  const { t } = useLocale();
  const { judgement } = failure;
  return html`<${Facts}
    title="after"
    facts=${{
      followed_by: failure.followed_by && t.word("followed", failure.followed_by),
      meant: failure.meant && t.word("intent", failure.meant),
      helped_by: failure.helped_by,
      cost: cost(t, failure),
      outcome: failure.outcome ? t.word("outcome", failure.outcome) : t("failure.open"),
      cause: failure.cause && t.word("cause", failure.cause),
      judgement: judgement && judged(t, judgement),
      gap: failure.gap && html`<${Link} to=${gapAddress(failure.gap, {})}>${t("failures.to_gap")}<//>`,
      status: t.word("gap", failure.status),
    }}
  />`;
}

export function FailureFacts({ failure }) {
  const { t, format } = useLocale();
  const { intent, confidence } = failure;
  return html`<${Facts}
    title="facts"
    facts=${{
      at: format.dateTime(failure.at),
      found_at: failure.found_at && format.dateTime(failure.found_at),
      intent: confidence === null ? nameOfKey(t, format, "intent", intent) : `${t.word("intent", intent)}, ${format.percent(confidence)}`,
      threshold: failure.threshold === null ? null : t("failure.threshold_told", { confidence: format.percent(failure.threshold) }),
      page: pageName(failure.page) ?? t("none.touchpoint"),
      language: format.language(failure.language),
      entities: failure.entities && html`<ul>${failure.entities.map(({ entity, value }, at) => html`<li key=${at}>${t.word("slot", entity)}: ${said(value)}</li>`)}</ul>`,
      slots: failure.slots && html`<ul>${Object.entries(failure.slots).map(([name, value]) => html`<li key=${name}>${t.word("slot", name)}: ${said(value)}</li>`)}</ul>`,
      actions: failure.actions?.map((action) => actionName(t, action)).join(", "),
      detail: failure.detail,
      model: failure.model,
    }}
  />`;
}

function Facts({ title, facts }) {
  const { t } = useLocale();
  return html`
    <section class="panel" aria-labelledby=${`failure-${title}`}>
      <h2 id=${`failure-${title}`}>${t(`failure.${title}`)}</h2>
      <dl class="failure-facts">
        ${Object.entries(facts)
          .filter(([, text]) => text)
          .map(([name, text]) => html`<div key=${name}><dt>${t(`failure.${name}`)}</dt><dd>${text}</dd></div>`)}
      </dl>
    </section>
  `;
}

function said(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
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
