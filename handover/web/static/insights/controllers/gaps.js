// The gaps: what customers wanted and did not get, the most frequent first.

import { html, useEffect, useMemo } from "../../vendor/preact-htm.js";
import { useLocale, useStore, useTitle } from "../../staff/controllers/hooks.js";
import { failuresAddress, GAP_FILTERS, gapsAddress, listQuery } from "../models/address.js";
import { STATES } from "../models/gap.js";
import { createListing } from "../models/listing.js";
import { nameOfKey } from "../helpers/names.js";
import { GapEntry } from "./gap_entry.js";
import { Link, useGo } from "./link.js";
import { PageHead } from "./page_head.js";
import { ListProblem, More } from "./paging.js";

const CHOICES = { state: STATES, language: ["de", "en"] };

export function Gaps({ api, place }) {
  const { t } = useLocale();
  const go = useGo();
  useTitle(t("title.gaps"));
  return html`
    <${PageHead}
      title=${t("gaps.title")}
      period=${place.period}
      onChoose=${(period) => go(gapsAddress(period, place.filters))}
    />
    <p class="insights-lead">${t("gaps.lead")}</p>
    <${Filters} place=${place} />
    <${Found} key=${gapsAddress(place.period, place.filters)} api=${api} place=${place} />
  `;
}

function Filters({ place }) {
  const { t, format } = useLocale();
  const go = useGo();
  function choose(name, value) {
    const { [name]: _before, ...others } = place.filters;
    go(gapsAddress(place.period, value ? { ...others, [name]: value } : others));
  }
  const label = (name, value) => (name === "state" ? t.word("gap", value) : nameOfKey(t, format, name, value));
  return html`
    <form class="filters" aria-label=${t("gaps.filters")} onSubmit=${(event) => event.preventDefault()}>
      ${GAP_FILTERS.map(
        (name) => html`
          <label class="field" key=${name}>
            <span>${t(`gaps.filter.${name}`)}</span>
            <select onChange=${(event) => choose(name, event.target.value)}>
              <option value="">${t("failures.any")}</option>
              ${CHOICES[name].map(
                (value) => html`<option key=${value} value=${value} selected=${value === place.filters[name]}>${label(name, value)}</option>`,
              )}
            </select>
          </label>
        `,
      )}
    </form>
  `;
}

function Found({ api, place }) {
  const { t } = useLocale();
  const now = useMemo(() => new Date(), []);
  const rest = useMemo(() => ({ ungrouped: 0, grouped_at: null }), []);
  const listing = useMemo(
    () =>
      createListing(async (after) => {
        const found = await api.get(`/api/gaps?${listQuery(place, now, after)}`);
        return Object.assign(rest, found);
      }),
    [],
  );
  useEffect(() => void listing.start(), []);
  const { items, next, busy } = useStore(listing);
  return html`
    <p class="found-head" role="status">
      ${busy ? t("app.loading") : items?.length > 0 && t(next ? "gaps.shown_first" : "gaps.shown", { count: items.length })}
    </p>
    <${ListProblem} listing=${listing} />
    ${items?.length === 0 && html`<${Nothing} place=${place} grouped=${rest.grouped_at} />`}
    <ol class="gaps">
      ${items?.map((item) => html`<${GapEntry} key=${item.id} item=${item} period=${place.period} />`)}
    </ol>
    <${More} listing=${listing} text="gaps.more" />
    ${items && html`<${Rest} rest=${rest} period=${place.period} />`}
  `;
}

/** What belongs to no gap, and when it was tried last. */
function Rest({ rest, period }) {
  const { t, format } = useLocale();
  return html`
    <p class="gaps-rest">
      ${rest.ungrouped > 0 &&
      html`<${Link} to=${failuresAddress(period, { gap: "none" })}>
        ${t("gaps.ungrouped", { count: rest.ungrouped, total: format.number(rest.ungrouped) })}
      <//>`}
      <span class="hint">
        ${rest.grouped_at ? t("gaps.grouped_at", { at: format.dateTime(rest.grouped_at) }) : t("gaps.never_grouped")}
      </span>
    </p>
  `;
}

function Nothing({ place, grouped }) {
  const { t } = useLocale();
  const filtered = Object.keys(place.filters).length > 0;
  return html`
    <div class="empty empty-large">
      <h2>${t(filtered && grouped ? "gaps.empty_filtered" : "gaps.empty")}</h2>
      <p>${t(filtered && grouped ? "gaps.empty_filtered_help" : "gaps.empty_help")}</p>
      ${filtered && html`<${Link} class="button" to=${gapsAddress(place.period)}>${t("gaps.reset")}<//>`}
    </div>
  `;
}
