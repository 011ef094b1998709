// Counts by one thing, as a table with bars; each count leads to what it counts where there is a list of it.

import { html, useState } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { ranked } from "../models/figures.js";
import { Link } from "./link.js";

const FIRST = 8;

/** @param {{by: string, rows: {label: string, count: number, to: ?string}[]}} props */
export function Breakdown({ by, rows }) {
  const { t, format } = useLocale();
  const [all, setAll] = useState(false);
  const found = ranked(rows);
  const most = found[0]?.count ?? 0;
  const id = `by-${by}`;
  return html`
    <section class="panel breakdown" aria-labelledby=${id}>
      <h2 id=${id}>${t(`by.${by}`)}</h2>
      ${found.length === 0
        ? html`<p class="hint">${t("by.empty")}</p>`
        : html`<table class="figures" aria-labelledby=${id}>
            <thead class="visually-hidden">
              <tr>
                <th scope="col">${t(`column.${by}`)}</th>
                <th scope="col">${t("column.count")}</th>
                <th scope="col">${t("column.share")}</th>
              </tr>
            </thead>
            <tbody>
              ${found
                .slice(0, all ? found.length : FIRST)
                .map((row) => html`<${Row} key=${row.label} row=${row} most=${most} format=${format} />`)}
            </tbody>
          </table>`}
      ${found.length > FIRST &&
      !all &&
      html`<button class="button button-small" onClick=${() => setAll(true)}>${t("by.all", { count: found.length })}</button>`}
    </section>
  `;
}

function Row({ row, most, format }) {
  return html`
    <tr>
      <th scope="row">
        ${row.to ? html`<${Link} to=${row.to}>${row.label}<//>` : row.label}
        <span class="bar" style=${{ "--share": row.count / most }} aria-hidden="true"></span>
      </th>
      <td class="number">${format.number(row.count)}</td>
      <td class="number figures-share">${format.percent(row.share)}</td>
    </tr>
  `;
}
