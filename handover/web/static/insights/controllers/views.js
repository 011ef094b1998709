// Saved views: filters under a name, for all owners.

import { html, useEffect, useMemo, useRef, useState } from "../../vendor/preact-htm.js";
import { errorText } from "../../staff/helpers/errors.js";
import { useLocale, useStore } from "../../staff/controllers/hooks.js";
import { failuresAddress } from "../models/address.js";
import { createViews, viewOf } from "../models/views.js";
import { Link } from "./link.js";

export function Views({ api, place }) {
  const { t } = useLocale();
  const views = useMemo(() => createViews(api), []);
  useEffect(() => void views.load(), []);
  const { items, problem, done } = useStore(views);
  const [asked, setAsked] = useState(null);
  const whole = useRef(null);
  const { filters, period } = place;
  const current = viewOf(items, filters);
  const chosen = Object.keys(filters).length > 0;
  // What was asked of other filters is over.
  const of = JSON.stringify(filters);
  const asks = asked?.of === of ? asked.what : null;
  if (!items.length && !chosen && !problem && !done) return null;

  function ask(what) {
    views.forget();
    setAsked({ what, of });
  }

  /** What was pressed goes away; whoever works by keyboard goes on from here. */
  function close() {
    views.forget();
    over();
  }
  function over() {
    setAsked(null);
    whole.current.focus();
  }

  return html`
    <section class="views" aria-labelledby="views" tabindex="-1" ref=${whole}>
      <h2 class="views-title" id="views">${t("views")}</h2>
      <ul class="views-list">
        ${items.map(
          (view) => html`
            <li key=${view.id}>
              <${Link} class="view" to=${failuresAddress(period, view.filters)} aria-current=${view === current ? "true" : null}>${view.name}<//>
            </li>
          `,
        )}
      </ul>
      ${problem && html`<p class="hint">${t("views.unread")}</p>`}
      ${!asks && chosen && !current && html`<button class="button button-small" onClick=${() => ask("name")}>${t("views.keep")}</button>`}
      ${!asks && current && html`<button class="button button-small" onClick=${() => ask("sure")}>${t("views.remove")}</button>`}
      ${asks === "name" && html`<${Keep} views=${views} filters=${filters} onDone=${over} onCancel=${close} />`}
      ${asks === "sure" && current && html`<${Remove} views=${views} view=${current} onDone=${over} onCancel=${close} />`}
      <p class="views-done" role="status">${done && t(`views.${done}`)}</p>
    </section>
  `;
}

function Keep({ views, filters, onDone, onCancel }) {
  const { t } = useLocale();
  const { busy, refused } = useStore(views);
  const field = useRef(null);
  useEffect(() => field.current.focus(), []);
  async function keep(event) {
    event.preventDefault();
    if (await views.save(field.current.value.trim(), filters)) onDone();
  }
  return html`
    <form class="views-form" onSubmit=${keep}>
      <label class="field">
        <span>${t("views.name")}</span>
        <input ref=${field} required maxlength="100" pattern=".*\\S.*" autocomplete="off" aria-describedby="views-help" aria-invalid=${refused ? "true" : null} />
      </label>
      <button class="button button-primary" disabled=${busy}>${t("views.save")}</button>
      <button class="button" type="button" onClick=${onCancel}>${t("views.cancel")}</button>
      <p class="hint" id="views-help">${t("views.help")}</p>
      ${refused && html`<p class="problem" role="alert">${errorText(t, refused)}</p>`}
    </form>
  `;
}

function Remove({ views, view, onDone, onCancel }) {
  const { t } = useLocale();
  const { busy, refused } = useStore(views);
  const cancel = useRef(null);
  useEffect(() => cancel.current.focus(), []);
  async function remove() {
    if (await views.remove(view.id)) onDone();
  }
  return html`
    <div class="views-form" role="group" aria-labelledby="views-sure">
      <p id="views-sure">${t("views.sure", { name: view.name })}</p>
      <button class="button" disabled=${busy} onClick=${remove}>${t("views.yes")}</button>
      <button class="button" ref=${cancel} onClick=${onCancel}>${t("views.cancel")}</button>
      ${refused && html`<p class="problem" role="alert">${errorText(t, refused)}</p>`}
    </div>
  `;
}
