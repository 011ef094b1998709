// When in the week: a table whose cells are the stronger in colour the more there is. It is its own table, so it needs no other.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale, useMedia, usePaper } from "../../../staff/controllers/hooks.js";
import { isFew } from "../../models/chart_table.js";
import { levelOf, weekOf } from "../../models/week.js";
import { Link } from "../link.js";

/** @param {{cells: {weekday: number, hour: number, value: number, n?: number, to?: string}[], say: Function, title: string}} props */
export function HoursTable({ cells, say, title }) {
  const { t, format } = useLocale();
  // A desk and a page of paper have room for a row of 24 hours; on a phone they go down.
  const [isSmall, isPaper] = [useMedia("(max-width: 899px)"), usePaper()];
  const isNarrow = isSmall && !isPaper;
  const { rows, most } = weekOf(cells, isNarrow);
  const name = { weekday: (day) => format.weekday(day), hour: (hour) => String(hour) };
  const [down, across] = isNarrow ? ["hour", "weekday"] : ["weekday", "hour"];
  return html`
    <table class="hours" aria-label=${title}>
      <thead>
        <tr>
          <th scope="col"><span class="visually-hidden">${t(`chart.${down}`)}</span></th>
          ${rows[0].map((cell) => html`<th key=${cell[across]} scope="col">${name[across](cell[across])}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`
            <tr key=${row[0][down]}>
              <th scope="row">${name[down](row[0][down])}</th>
              ${row.map(
                (cell) => html`<td key=${cell[across]} class="level-${levelOf(cell.value, most)} ${isFew(cell) ? "few" : ""}">
                  ${cell.value === null ? "" : cell.to ? html`<${Link} to=${cell.to}>${say(cell.value)}<//>` : say(cell.value)}
                </td>`,
              )}
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}
