// One failure in the log.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { meanings } from "../../staff/models/understanding.js";
import { failureAddress } from "../models/address.js";
import { nameOfKey } from "../helpers/names.js";
import { Link } from "./link.js";

export function FailureEntry({ item, place }) {
  const { t, format } = useLocale();
  return html`
    <li class="failure">
      <${Link} class="failure-link" to=${failureAddress(item.id, place.period, place.filters)}>
        <span class="failure-text">${item.text || t("failures.no_text")}</span>
      <//>
      <p class="failure-tags">
        <span class="tag tag-failure">${t.word("failure", item.kind)}</span>
        <span>${reading(t, format, item)}</span>
        <span>${nameOfKey(t, format, "touchpoint", item.touchpoint)}</span>
        <span>${item.language?.toUpperCase()}</span>
        ${item.followed_by && html`<span>${t.word("followed", item.followed_by)}</span>`}
        ${item.outcome && html`<span>${t.word("outcome", item.outcome)}</span>`}
      </p>
      <time class="failure-time" datetime=${item.at}>${format.dateTime(item.at)}</time>
    </li>
  `;
}

/** How the bot read it; where it did not understand, what it thought likeliest. */
function reading(t, format, { intent, confidence, ranking }) {
  if (intent === null) return nameOfKey(t, format, "intent", null);
  const likeliest = intent === "nlu_fallback" ? meanings(ranking)[0] : null;
  const guess = likeliest ?? { intent, confidence };
  const sure = guess.confidence === null ? "" : `, ${format.percent(guess.confidence)}`;
  const name = `${t.word("intent", guess.intent)}${sure}`;
  return likeliest ? t("failures.likeliest", { name }) : name;
}
