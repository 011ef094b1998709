// Finding any conversation, also one that has ended.

import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { errorText } from "../../staff/helpers/errors.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { useDesk } from "./desk.js";
import { Entry } from "./entry.js";

const PAUSE_MS = 300;
const FLOORS = ["bot", "queue", "agent", "closed"];

export function Search({ open, go }) {
  const { t, format } = useLocale();
  const [wanted, setWanted] = useState({ q: "", floor: "" });
  const { items, next, problem, busy, more } = useFound(wanted);
  return html`
    <section class="list list-search" aria-labelledby="list-search">
      <h2 id="list-search">${t("search.label")}</h2>
      <form class="form" role="search" onSubmit=${(event) => event.preventDefault()}>
        <label class="field">
          <span class="visually-hidden">${t("search.label")}</span>
          <input
            type="search"
            placeholder=${t("search.placeholder")}
            value=${wanted.q}
            onInput=${(event) => setWanted({ ...wanted, q: event.target.value })}
          />
        </label>
        <label class="field field-inline">
          <span>${t("search.floor")}</span>
          <select value=${wanted.floor} onChange=${(event) => setWanted({ ...wanted, floor: event.target.value })}>
            <option value="">${t("search.any")}</option>
            ${FLOORS.map((floor) => html`<option value=${floor}>${t.word("floor", floor)}</option>`)}
          </select>
        </label>
      </form>
      <p class="hint" role="status">${busy ? t("search.busy") : problem ? errorText(t, problem) : ""}</p>
      ${items?.length === 0 &&
      html`<div class="empty"><p>${t("search.none")}</p><p class="hint">${t("search.none_help")}</p></div>`}
      <ul>
        ${items?.map((item) => {
          const side = html`<time class="entry-time" datetime=${item.opened_at}>${format.date(item.opened_at)}</time>`;
          return html`<${Entry} key=${item.id} item=${item} open=${open} go=${go} side=${side} />`;
        })}
      </ul>
      ${next && html`<button class="button button-wide" disabled=${busy} onClick=${more}>${t("search.more")}</button>`}
    </section>
  `;
}

/** What fits `wanted`, asked for after a short pause in typing. */
function useFound(wanted) {
  const { api } = useDesk();
  const [found, setFound] = useState({ items: null, next: null, problem: null, busy: true });

  useEffect(() => {
    let current = true;
    const timer = setTimeout(async () => {
      setFound((before) => ({ ...before, busy: true }));
      const answer = await ask(null, []);
      if (current) setFound(answer);
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [wanted]);

  async function ask(after, before) {
    const query = new URLSearchParams(Object.entries({ ...wanted, after }).filter(([, value]) => value));
    try {
      const { items, next } = await api.get(`/api/conversations?${query}`);
      return { items: [...before, ...items], next, problem: null, busy: false };
    } catch (problem) {
      return { items: before, next: null, problem, busy: false };
    }
  }

  async function more() {
    setFound({ ...found, busy: true });
    setFound(await ask(found.next, found.items));
  }

  return { ...found, more };
}
