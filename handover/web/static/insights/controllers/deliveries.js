// What leaves the service: how much of it was taken, what was not and why, and beginning anew with that.

import { html, useEffect, useMemo, useRef } from "../../vendor/preact-htm.js";
import { errorText } from "../../staff/helpers/errors.js";
import { useLocale, useStore, useTitle } from "../../staff/controllers/hooks.js";
import { targetName } from "../helpers/deliveries.js";
import { deliveriesAddress, deliveryQuery } from "../models/address.js";
import { createListing } from "../models/listing.js";
import { createOutgoing, deadOf } from "../models/outgoing.js";
import { DeliveryEntry } from "./delivery_entry.js";
import { Link } from "./link.js";
import { PageHead } from "./page_head.js";
import { ListProblem, More } from "./paging.js";
import { Targets } from "./targets.js";

export function Deliveries({ api, place }) {
  const { t } = useLocale();
  const wanted = deliveryQuery(place);
  const listing = useMemo(() => createListing((after) => api.get(`/api/deliveries?${deliveryQuery(place, after)}`)), [wanted]);
  const shown = useRef(listing);
  shown.current = listing;
  const outgoing = useMemo(() => createOutgoing(api, () => shown.current.start()), []);
  useTitle(t("title.deliveries"));
  useEffect(() => {
    outgoing.load();
  }, []);
  const { targets, problem, busy, begun } = useStore(outgoing);
  return html`
    <${PageHead} title=${t("deliveries.title")} />
    <p class="insights-lead">${t("deliveries.lead")}</p>
    ${problem &&
    html`<div class="panel" role="alert">
      <p>${errorText(t, problem)}</p>
      <button class="button" onClick=${outgoing.load}>${t("app.try_again")}</button>
    </div>`}
    ${!targets && !problem && html`<p class="empty" aria-busy="true">${t("app.loading")}</p>`}
    ${targets && html`<${Targets} targets=${targets} period=${place.period} />`}
    ${targets &&
    html`<${Found} key=${wanted} ...${{ listing, outgoing, targets, busy, begun, place }} />`}
  `;
}

function Found({ listing, outgoing, targets, busy, begun, place }) {
  const { t, format } = useLocale();
  const { state = "dead", target } = place.filters;
  const heading = useRef(null);
  const { items, busy: loading } = useStore(listing);
  useEffect(() => {
    listing.start();
    // Whoever chose another list above it would else not notice that it changed.
    if (Object.keys(place.filters).length > 0) heading.current.focus();
  }, []);
  async function begin(act) {
    // The button that was pressed goes with its entry.
    heading.current.focus();
    await act();
  }
  const dead = state === "dead" ? deadOf(targets, target) : 0;
  return html`
    <div class="found-head">
      <h2 ref=${heading} tabindex="-1">${t(`deliveries.list.${state}`)}</h2>
      <p role="status">
        ${begun !== null && html`<strong>${t("deliveries.begun", { count: begun, total: format.number(begun) })}</strong> `}
        ${loading ? t("app.loading") : items && t("deliveries.shown", { count: items.length })}
      </p>
      ${dead > 0 &&
      html`<button class="button" disabled=${busy} onClick=${() => begin(() => outgoing.allAgain(target))}>
        ${t("deliveries.all_again", { count: dead, total: format.number(dead) })}
      </button>`}
    </div>
    <${Narrowed} place=${place} />
    <${ListProblem} listing=${listing} />
    ${items?.length === 0 && html`<p class="empty">${t(`deliveries.empty.${state}`)}</p>`}
    <ol class="failures">
      ${items?.map(
        (item) => html`<${DeliveryEntry} key=${item.id} item=${item} busy=${busy} again=${() => begin(() => outgoing.again(item))} />`,
      )}
    </ol>
    <${More} listing=${listing} />
  `;
}

function Narrowed({ place }) {
  const { t } = useLocale();
  const { state, target } = place.filters;
  if (!target && (!state || state === "dead")) return null;
  return html`
    <p class="refusals-narrowed">
      ${target && t("deliveries.only", { names: targetName(t, target) })}
      <${Link} class="filters-reset" to=${deliveriesAddress(place.period)}>${t("deliveries.only_dead")}<//>
    </p>
  `;
}
