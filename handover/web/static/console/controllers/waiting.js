// Those who wait for a person, the longest first.

import { html, useState } from "../../vendor/preact-htm.js";
import { duration } from "../../staff/helpers/format.js";
import { useLocale, useNow, useStore } from "../../staff/controllers/hooks.js";
import { nameOf } from "../helpers/people.js";
import { waiting } from "../models/inbox.js";
import { useAccept } from "./accept.js";
import { Entry } from "./entry.js";
import { useDesk } from "./desk.js";

const TICK_MS = 1000;

export function Waiting({ open, go }) {
  const { t } = useLocale();
  const { workspace } = useDesk();
  const { inbox } = useStore(workspace);
  const items = waiting(inbox);
  return html`
    <section class="list list-waiting" aria-labelledby="list-waiting">
      <h2 id="list-waiting">${t("waiting")} ${items.length > 0 && html`<span class="count">${items.length}</span>`}</h2>
      ${inbox.waiting === null && html`<p class="hint">${t("app.loading")}</p>`}
      ${inbox.waiting !== null &&
      items.length === 0 &&
      html`<div class="empty"><p>${t("waiting.empty")}</p><p class="hint">${t("waiting.empty_help")}</p></div>`}
      <ul>
        ${items.map((item) => html`<${WaitingItem} key=${item.id} item=${item} open=${open} go=${go} />`)}
      </ul>
    </section>
  `;
}

function WaitingItem({ item, open, go }) {
  const { t, language } = useLocale();
  const [accept, busy] = useAccept(item.id, go);
  const seconds = (useNow(TICK_MS) - Date.parse(item.waiting_since ?? item.floor_since)) / TICK_MS;
  const since = duration(seconds, language);
  const side = html`<span class="wait">
    <span aria-hidden="true">${since}</span>
    <span class="visually-hidden">${t("waiting.since", { time: since })}</span>
  </span>`;
  return html`
    <${Entry} item=${item} open=${open} go=${go} side=${side}>
      <button
        class="button button-primary button-small"
        disabled=${busy}
        aria-label=${t("waiting.accept_named", { name: nameOf(item, t) })}
        onClick=${accept}
      >
        ${t("waiting.accept")}
      </button>
    <//>
  `;
}
