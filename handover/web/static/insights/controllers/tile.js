// One figure at a glance: with what it rests on, where the true one lies, and how it was in the period before.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { Link } from "./link.js";

/** @param {{label: string, value: string, more: string, range?: ?string, few?: boolean, change?: ?string, to?: ?string}} props */
export function Tile({ label, value, more, range = null, few = false, change = null, to = null }) {
  const { t } = useLocale();
  return html`
    <div class="tile">
      <dt>${label}</dt>
      <dd class="tile-value">${to ? html`<${Link} to=${to}>${value}<//>` : value}</dd>
      ${range && html`<dd class="tile-more">${t("tile.range", { range })}</dd>`}
      <dd class="tile-more">${more}${few && html` <span class="few-mark">${t("chart.few")}</span>`}</dd>
      ${change && html`<dd class="tile-change">${change}</dd>`}
    </div>
  `;
}
