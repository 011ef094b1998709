// The conversations behind a figure, newest first, with what they were chosen by.

import { html, useEffect, useMemo } from "../../vendor/preact-htm.js";
import { useLocale, useStore, useTitle } from "../../staff/controllers/hooks.js";
import { chosenBy } from "../helpers/chosen.js";
import { nameOfKey } from "../helpers/names.js";
import { conversationAddress, conversationsAddress, listQuery } from "../models/address.js";
import { createListing } from "../models/listing.js";
import { Link, useGo } from "./link.js";
import { Narrowing } from "./narrowing.js";
import { PageHead } from "./page_head.js";
import { ListProblem, More } from "./paging.js";

export function Conversations({ api, place }) {
  const { t } = useLocale();
  const go = useGo();
  const { period, filters } = place;
  useTitle(t("title.conversations"));
  return html`
    <${PageHead} title=${t("conversations.title")} period=${period} onChoose=${(chosen) => go(conversationsAddress(chosen, filters))} />
    <${Chosen} place=${place} />
    <${Narrowing} api=${api} place=${place} />
    <${Found} key=${conversationsAddress(period, filters)} api=${api} place=${place} />
  `;
}

function Chosen({ place: { period, filters } }) {
  const { t, format } = useLocale();
  const names = Object.keys(filters);
  if (names.length === 0) return html`<p class="insights-lead">${t("conversations.all")}</p>`;
  const without = (name) => Object.fromEntries(Object.entries(filters).filter(([other]) => other !== name));
  return html`
    <ul class="chips" aria-label=${t("conversations.chosen")}>
      ${names.map((name) => {
        const text = `${t(`chosen.${name}`)}: ${chosenBy(t, format, name, filters[name])}`;
        return html`
          <li key=${name} class="chip">
            <span>${text}</span>
            <${Link} class="chip-remove" to=${conversationsAddress(period, without(name))} aria-label=${t("conversations.without", { text })}>
              <span aria-hidden="true">✕</span>
            <//>
          </li>
        `;
      })}
      ${names.length > 1 && html`<li><${Link} class="filters-reset" to=${conversationsAddress(period)}>${t("failures.reset")}<//></li>`}
    </ul>
  `;
}

function Found({ api, place }) {
  const { t } = useLocale();
  const now = useMemo(() => new Date(), []);
  const listing = useMemo(() => createListing((after) => api.get(`/api/contacts?${listQuery(place, now, after)}`)), []);
  useEffect(() => void listing.start(), []);
  const { items, next, busy } = useStore(listing);
  return html`
    <div class="found-head">
      <p role="status">
        ${busy && t("app.loading")}
        ${!busy && items?.length > 0 && t(next ? "conversations.shown_more" : "conversations.shown", { count: items.length })}
      </p>
    </div>
    <${ListProblem} listing=${listing} />
    ${items?.length === 0 &&
    html`<div class="empty empty-large">
      <h2>${t("conversations.empty")}</h2>
      <p>${t("conversations.empty_help")}</p>
    </div>`}
    <ol class="failures">
      ${items?.map((item) => html`<${Entry} key=${item.conversation} item=${item} place=${place} />`)}
    </ol>
    <${More} listing=${listing} />
  `;
}

function Entry({ item, place }) {
  const { t, format } = useLocale();
  const stars = item.people_stars ?? item.bot_stars;
  const matter = item.matter ? t.word("intent", item.matter) : t("flows.no_matter");
  return html`
    <li class="failure">
      <${Link} class="failure-link" to=${conversationAddress(item.conversation, place.period, place.filters)}>
        ${item.quote && html`<span class="failure-text" lang=${item.language}>${t("journey.quote", { text: item.quote })}</span>`}
        ${!item.quote && html`<span class="failure-text">${matter}</span>`}
      <//>
      <p class="failure-tags">
        ${item.failure && html`<span class="tag tag-failure">${t.word("failure", item.failure)}</span>`}
        ${item.quote && item.matter && html`<span>${matter}</span>`}
        <span>${item.outcome ? t.word("outcome", item.outcome) : t("outcomes.open")}</span>
        <span>${nameOfKey(t, format, "touchpoint", item.touchpoint)}</span>
        ${item.durable === false && html`<span>${t("chosen.durable.false")}</span>`}
        ${stars !== null && html`<span>${t("conversations.stars", { count: stars })}</span>`}
        <span>${item.language.slice(0, 2).toUpperCase()}</span>
      </p>
      <time class="failure-time" datetime=${item.opened_at}>${format.dateTime(item.opened_at)}</time>
    </li>
  `;
}
