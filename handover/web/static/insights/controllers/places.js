// Where there is nothing to see: an unknown address, or somebody who is no owner.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { overviewAddress } from "../models/address.js";
import { Link } from "./link.js";

export function Unknown({ place }) {
  const { t } = useLocale();
  return html`
    <div class="empty empty-large">
      <h1>${t("unknown.title")}</h1>
      <${Link} class="button" to=${overviewAddress(place.period)}>${t("unknown.back")}<//>
    </div>
  `;
}

export function AgentsPlace({ me }) {
  const { t } = useLocale();
  return html`
    <div class="empty empty-large">
      <h1>${t("wrong_role.owner_only")}</h1>
      <p>${t("wrong_role.owner_only_help", { name: me.name })}</p>
      <a class="button button-primary" href="/console">${t("wrong_role.to_console")}</a>
    </div>
  `;
}
