// The table behind a chart, folded away until somebody wants it; printed where it is open.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { Link } from "../link.js";

/** @param {{table: object, title: string}} props `table` as `tableOf` makes it. */
export function ChartTable({ table: { head, rows, foot }, title }) {
  const { t } = useLocale();
  const kind = (at) => (head[at].isNumber ? "number" : "");
  return html`
    <details class="chart-table">
      <summary>${t("chart.table")}</summary>
      <div class="chart-scroll" role="region" aria-label=${t("chart.table_of", { title })} tabindex="0">
        <table class="figures">
          <caption class="visually-hidden">${title}</caption>
          <thead>
            <tr>
              ${head.map(({ text }, at) => html`<th key=${at} scope="col" class=${kind(at)}>${text}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ cells, few }, row) => html`
                <tr key=${row} class=${few ? "few" : ""}>
                  ${cells.map(({ text, to }, at) => {
                    const said = to ? html`<${Link} to=${to}>${text}<//>` : text;
                    if (at > 0) return html`<td key=${at} class=${kind(at)}>${said}</td>`;
                    return html`<th key=${at} scope="row">${said}${few && html` <span class="few-mark">${t("chart.few")}</span>`}</th>`;
                  })}
                </tr>
              `,
            )}
          </tbody>
          ${foot &&
          html`<tfoot>
            <tr>
              <th scope="row">${foot[0]}</th>
              ${foot.slice(1).map((text, at) => html`<td key=${at} class="number">${text}</td>`)}
            </tr>
          </tfoot>`}
        </table>
      </div>
    </details>
  `;
}
