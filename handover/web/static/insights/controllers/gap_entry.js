// One gap in the list.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { gapAddress } from "../models/address.js";
import { gapName } from "../models/gap.js";
import { nameOfKey } from "../helpers/names.js";
import { changeText, costText } from "../helpers/gaps.js";
import { Sparkline } from "./charts/sparkline.js";
import { Link } from "./link.js";

export function GapEntry({ item, period }) {
  const { t, format, language } = useLocale();
  const cost = costText(t, language, item);
  const compared = changeText(t, format, item);
  return html`
    <li class="gap">
      <div class="gap-head">
        <h2><${Link} class="gap-link" to=${gapAddress(item.id, period)}>${gapName(item, language) ?? t("gaps.nameless")}<//></h2>
        <${GapTags} gap=${item} />
      </div>
      <p class="gap-count">
        <strong>${t("gaps.failures", { count: item.count, total: format.number(item.count) })}</strong>
        ${compared && html`<span>${compared}</span>`}
        ${item.trend && item.count > 0 && html`<${Sparkline} values=${item.trend} label=${t("gaps.trend", { counts: item.trend.join(", ") })} />`}
      </p>
      <p class="gap-where">
        ${item.languages.map(({ key }) => html`<span key=${key}>${format.language(key)}</span>`)}
        ${item.touchpoints.slice(0, 2).map(({ key }) => html`<span key=${key}>${nameOfKey(t, format, "touchpoint", key)}</span>`)}
        ${cost && html`<span>${cost}</span>`}
        ${item.assignee && html`<span>${item.assignee.name}</span>`}
      </p>
      <ul class="gap-quotes">
        ${item.quotes.map(({ id, text, language: spoken }) => html`<li key=${id} lang=${spoken}><q>${text}</q></li>`)}
      </ul>
    </li>
  `;
}

export function GapTags({ gap }) {
  const { t } = useLocale();
  return html`
    <span class="gap-tags">
      ${gap.came_back && html`<span class="tag tag-failure">${t("gaps.came_back")}</span>`}
      <span class=${`tag gap-state-${gap.state}`}>${t.word("gap", gap.state)}</span>
    </span>
  `;
}
