// Where a conversation would be when none is open.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";

export function Nothing() {
  const { t } = useLocale();
  return html`
    <div class="empty empty-large">
      <span class="empty-mark" aria-hidden="true"></span>
      <h2>${t("nothing_open")}</h2>
      <p>${t("nothing_open_help")}</p>
      <p class="hint">${t("mine.keys")}</p>
    </div>
  `;
}
