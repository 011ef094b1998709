// What lists that are read page by page have in common.

import { html } from "../../vendor/preact-htm.js";
import { errorText } from "../../staff/helpers/errors.js";
import { useLocale, useStore } from "../../staff/controllers/hooks.js";

/** A page that could not be read; those before it stay. */
export function ListProblem({ listing }) {
  const { t } = useLocale();
  const { items, problem } = useStore(listing);
  if (!problem) return null;
  return html`
    <div class="panel" role="alert">
      <p>${errorText(t, problem)}</p>
      <button class="button" onClick=${() => (items ? listing.more() : listing.start())}>${t("app.try_again")}</button>
    </div>
  `;
}

/** Leads to the next page, where there is one. */
export function More({ listing, text = "failures.more" }) {
  const { t } = useLocale();
  const { next, busy } = useStore(listing);
  return next && html`<button class="button" disabled=${busy} onClick=${() => listing.more()}>${t(text)}</button>`;
}
