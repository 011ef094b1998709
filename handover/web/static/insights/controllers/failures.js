// The failure log: what fits the filters, newest first.

import { html, useEffect, useMemo } from "../../vendor/preact-htm.js";
import { useLocale, useStore, useTitle } from "../../staff/controllers/hooks.js";
import { failuresAddress, gapAddress, listQuery } from "../models/address.js";
import { createListing } from "../models/listing.js";
import { FailureEntry } from "./failure_entry.js";
import { Filters } from "./filters.js";
import { Link, useGo } from "./link.js";
import { PageHead } from "./page_head.js";
import { ListProblem, More } from "./paging.js";
import { Views } from "./views.js";

export function Failures({ api, place }) {
  const { t } = useLocale();
  const go = useGo();
  useTitle(t("title.failures"));
  return html`
    <${PageHead}
      title=${t("failures.title")}
      period=${place.period}
      onChoose=${(period) => go(failuresAddress(period, place.filters))}
    />
    <p class="insights-lead">${t("failures.lead")}</p>
    <${Filters} api=${api} place=${place} />
    <${Views} api=${api} place=${place} />
    ${place.filters.gap && html`<${OfGap} place=${place} />`}
    <${Found} key=${failuresAddress(place.period, place.filters)} api=${api} place=${place} />
  `;
}

function OfGap({ place }) {
  const { t } = useLocale();
  const { gap } = place.filters;
  return html`
    <p class="refusals-narrowed">
      ${t(gap === "none" ? "failures.of_no_gap" : "failures.of_gap")}
      ${gap !== "none" && html`<${Link} to=${gapAddress(gap, place.period)}>${t("failures.to_gap")}<//>`}
    </p>
  `;
}

function Found({ api, place }) {
  const { t } = useLocale();
  const now = useMemo(() => new Date(), []);
  const listing = useMemo(() => createListing((after) => api.get(`/api/failures?${listQuery(place, now, after)}`)), []);
  useEffect(() => void listing.start(), []);
  const { items, busy } = useStore(listing);
  return html`
    <div class="found-head">
      <p role="status">
        ${busy && t("app.loading")}
        ${!busy && items?.length > 0 && t("failures.shown", { count: items.length })}
      </p>
      <span class="exports">
        ${["csv", "json"].map(
          (kind) => html`<a class="button button-small" key=${kind} href=${`/api/failures.${kind}?${listQuery(place, now)}`} download>${t(`failures.${kind}`)}</a>`,
        )}
      </span>
    </div>
    <${ListProblem} listing=${listing} />
    ${items?.length === 0 && html`<${Nothing} place=${place} />`}
    <ol class="failures">
      ${items?.map((item) => html`<${FailureEntry} key=${item.id} item=${item} place=${place} />`)}
    </ol>
    <${More} listing=${listing} />
  `;
}

function Nothing({ place }) {
  const { t } = useLocale();
  const filtered = Object.keys(place.filters).length > 0;
  return html`
    <div class="empty empty-large">
      <h2>${t(filtered ? "failures.empty_filtered" : "failures.empty")}</h2>
      <p>${t(filtered ? "failures.empty_filtered_help" : "failures.empty_help")}</p>
      ${filtered && html`<${Link} class="button" to=${failuresAddress(place.period)}>${t("failures.reset")}<//>`}
    </div>
  `;
}
