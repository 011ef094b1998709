// Figures that could not be loaded, and those that are on their way.

import { html } from "../../vendor/preact-htm.js";
import { errorText } from "../../staff/helpers/errors.js";
import { useLocale } from "../../staff/controllers/hooks.js";

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

export function NobodyYet() {
  const { t } = useLocale();
  return html`
    <div class="empty empty-large">
      <h2>${t("overview.empty")}</h2>
      <p>${t("overview.empty_help")}</p>
    </div>
  `;
}
