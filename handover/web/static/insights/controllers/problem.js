// What could not be read, and what is not there yet.

import { html } from "../../vendor/preact-htm.js";
import { errorText } from "../../staff/helpers/errors.js";
import { useLocale } from "../../staff/controllers/hooks.js";

/** Figures that could not be loaded. */
export function Problem({ problem, onAgain }) {
  const { t } = useLocale();
  return html`
    <div class="panel" role="alert">
      <h2>${t("problem.title")}</h2>
      <p>${errorText(t, problem)}</p>
      <button class="button" onClick=${onAgain}>${t("app.try_again")}</button>
    </div>
  `;
}

/** A page about one thing that could not be loaded, or is `gone`: then it would be so again. */
export function NoPage({ problem, gone, onAgain }) {
  const { t } = useLocale();
  const isGone = problem.status === 404;
  return html`
    <div class="empty empty-large" role="alert">
      <h1>${isGone ? gone : t("problem.title")}</h1>
      <p>${errorText(t, problem)}</p>
      ${!isGone && html`<button class="button" onClick=${onAgain}>${t("app.try_again")}</button>`}
    </div>
  `;
}

export function NobodyYet() {
  const { t } = useLocale();
  return html`
    <div class="empty empty-large">
      <h2>${t("overview.empty")}</h2>
      <p>${t("overview.empty_help")}</p>
    </div>
  `;
}
