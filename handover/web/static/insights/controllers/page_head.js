// The head of each page: what it is, which period, and how to get it on paper.

import { html, useMemo } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { PeriodPicker, Shown } from "./period_picker.js";

/**
 * @param {{title: string, period?: object, onChoose?: (period: object) => void, comparable?: boolean}} props Without `onChoose` the
 *   page is about no period.
 */
export function PageHead({ title, period = null, onChoose = null, comparable = false }) {
  const { t, format } = useLocale();
  const asOf = useMemo(() => new Date(), [JSON.stringify(period)]);
  return html`
    <header class="insights-head">
      <h1>${title}</h1>
      <button class="button button-small print-button" onClick=${() => window.print()}>${t("print")}</button>
      ${onChoose && html`<${PeriodPicker} period=${period} onChoose=${onChoose} comparable=${comparable} />`}
      <div class="paper-head">
        ${onChoose && html`<${Shown} period=${period} comparable=${comparable} />`}
        <p class="hint">${t("print.as_of", { at: format.dateTime(asOf) })}</p>
      </div>
    </header>
  `;
}
