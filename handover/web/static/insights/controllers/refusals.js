// Refused access: what was tried and by whom, and whether it looks like guessing.

import { html, useEffect, useMemo, useRef } from "../../vendor/preact-htm.js";
import { useLocale, useStore, useTitle } from "../../staff/controllers/hooks.js";
import { clientName } from "../helpers/clients.js";
import { listQuery, refusalsAddress } from "../models/address.js";
import { createListing } from "../models/listing.js";
import { Breakdown } from "./breakdown.js";
import { Guessing } from "./guessing.js";
import { Link, useGo } from "./link.js";
import { PageHead } from "./page_head.js";
import { ListProblem, More } from "./paging.js";
import { Problem } from "./problem.js";
import { RefusalEntry } from "./refusal_entry.js";
import { useFigures } from "./use_figures.js";

export function Refusals({ api, place }) {
  const { t } = useLocale();
  const go = useGo();
  const [{ figures, problem }, load] = useFigures(api, "/api/insights/refusals", place.period);
  useTitle(t("title.refusals"));
  return html`
    <${PageHead}
      title=${t("refusals.title")}
      period=${place.period}
      onChoose=${(period) => go(refusalsAddress(period, place.filters))}
    />
    <p class="insights-lead">${t("refusals.lead")}</p>
    ${problem && html`<${Problem} problem=${problem} onAgain=${load} />`}
    ${!figures && !problem && html`<p class="empty" aria-busy="true">${t("app.loading")}</p>`}
    ${figures?.total === 0 &&
    html`<div class="empty empty-large">
      <h2>${t("refusals.empty")}</h2>
      <p>${t("refusals.empty_help")}</p>
    </div>`}
    ${figures?.total > 0 && html`<${Happened} api=${api} place=${place} figures=${figures} />`}
  `;
}

function Happened({ api, place, figures }) {
  const { t, format } = useLocale();
  const { period, filters } = place;
  const rows = (counts, by, name) =>
    counts.map(({ key, count }) => ({ label: name(key), count, to: refusalsAddress(period, { [by]: key }) }));
  return html`
    <${Guessing} guessed=${figures.guessed} period=${period} />
    <p class="refusals-sum">
      ${t("refusals.sum", { count: figures.total, total: format.number(figures.total) })}${" "}
      ${t("refusals.clients", { count: figures.clients, total: format.number(figures.clients) })}
    </p>
    <div class="breakdowns">
      <${Breakdown} by="refusal" rows=${rows(figures.by_kind, "kind", (key) => t.word("refusal", key))} />
      <${Breakdown} by="client" rows=${rows(figures.by_client, "client", (key) => clientName(t, key))} />
    </div>
    <${Meanings} kinds=${figures.by_kind} />
    <${Found} key=${refusalsAddress(period, filters)} api=${api} place=${place} />
  `;
}

/** What each kind that happened means, and what to make of it. */
function Meanings({ kinds }) {
  const { t } = useLocale();
  return html`
    <details class="panel refusal-meanings">
      <summary>${t("refusals.meanings")}</summary>
      <dl>
        ${kinds
          .filter(({ key, count }) => count > 0 && t.has(`refusal_means.${key}`))
          .map(({ key }) => html`<div key=${key}><dt>${t.word("refusal", key)}</dt><dd>${t(`refusal_means.${key}`)}</dd></div>`)}
      </dl>
    </details>
  `;
}

function Found({ api, place }) {
  const { t } = useLocale();
  const now = useMemo(() => new Date(), []);
  const listing = useMemo(() => createListing((after) => api.get(`/api/refusals?${listQuery(place, now, after)}`)), []);
  const heading = useRef(null);
  useEffect(() => {
    listing.start();
    // Whoever narrowed the list by a link above it would else not notice that it changed.
    if (Object.keys(place.filters).length > 0) heading.current.focus();
  }, []);
  const { items, busy } = useStore(listing);
  return html`
    <div class="found-head">
      <h2 ref=${heading} tabindex="-1">${t("refusals.list")}</h2>
      <p role="status">
        ${busy && t("app.loading")}
        ${!busy && items && t("refusals.shown", { count: items.length })}
      </p>
    </div>
    <${Narrowed} place=${place} />
    <${ListProblem} listing=${listing} />
    <ol class="failures">
      ${items?.map((item) => html`<${RefusalEntry} key=${item.id} item=${item} />`)}
    </ol>
    <${More} listing=${listing} />
  `;
}

function Narrowed({ place }) {
  const { t } = useLocale();
  const { kind, subject, client } = place.filters;
  const names = [kind && t.word("refusal", kind), subject, client && clientName(t, client)].filter(Boolean);
  if (names.length === 0) return null;
  return html`
    <p class="refusals-narrowed">
      ${t("refusals.only", { names: names.join(", ") })}
      <${Link} class="filters-reset" to=${refusalsAddress(place.period)}>${t("failures.reset")}<//>
    </p>
  `;
}
