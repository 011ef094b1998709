// Those who wait for a person, the next one first.

import { html, useState } from "../../vendor/preact-htm.js";
import { duration } from "../../staff/helpers/format.js";
import { useLocale, useNow, useStore } from "../../staff/controllers/hooks.js";
import { nameOf } from "../helpers/people.js";
import { waiting } from "../models/inbox.js";
import { useAccept } from "./accept.js";
import { Entry } from "./entry.js";
import { useDesk } from "./desk.js";
import { Needs } from "./needs.js";

const TICK_MS = 1000;

export function Waiting({ open, go }) {
  const { t } = useLocale();
  const { workspace, session } = useDesk();
  const { me } = useStore(session);
  const pushed = me?.routing === "push";
  const { inbox } = useStore(workspace);
  const items = waiting(inbox);
  return html`
    <section class="list list-waiting" aria-labelledby="list-waiting">
      <h2 id="list-waiting">${t("waiting")} ${items.length > 0 && html`<span class="count">${items.length}</span>`}</h2>
      ${inbox.waiting === null && html`<p class="hint">${t("app.loading")}</p>`}
      ${inbox.waiting !== null &&
      items.length === 0 &&
      html`<div class="empty"><p>${t("waiting.empty")}</p><p class="hint">${t(pushed ? "waiting.empty_push" : "waiting.empty_help")}</p></div>`}
      ${items.length > 0 && pushed && me.availability === "online" && html`<p class="hint">${t("waiting.push")}</p>`}
      <ul>
        ${items.map((item) => html`<${WaitingItem} key=${item.id} item=${item} open=${open} go=${go} />`)}
      </ul>
    </section>
  `;
}

function WaitingItem({ item, open, go }) {
  const { t } = useLocale();
  const [accept, busy] = useAccept(item.id, go);
  const since = useWait(item);
  const side = html`<span class="wait">
    <span aria-hidden="true">${since}</span>
    <span class="visually-hidden">${t("waiting.since", { time: since })}</span>
  </span>`;
  return html`
    <${Entry} item=${item} open=${open} go=${go} side=${side}>
      <${Needs} item=${item} />
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

/** How long somebody has waited, as text. */
export function useWait(item) {
  const { language } = useLocale();
  const { clock } = useDesk();
  const now = clock.at(useNow(TICK_MS));
  return duration((now - Date.parse(item.waiting_since ?? item.floor_since)) / TICK_MS, language);
}
