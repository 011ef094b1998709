// A chart: what it shows in words, the picture, and the table of the same data. Every chart comes through here.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { isFew, tableOf } from "../../models/chart_table.js";
import { ChartTable } from "./chart_table.js";
import { Drawing } from "./drawing.js";
import { HoursTable } from "./hours.js";
import { PartsBar } from "./parts.js";

/**
 * A chart of one of five kinds; `data` is for
 * - `trend`: `{points: [{at: "2026-11-23", value, low?, high?, n?, to?}], before?: [value]}`: days or weeks in order; a value may be
 *   null; `before` are the values of the period before, first beside first;
 * - `intervals`: `[{label, value, low?, high?, n?, to?, before?: {value, low, high}}]`: bars with the range in which the true figure lies;
 * - `parts`: `[{key, label, count, low?, high?, look?, to?, before?}]`: one bar that is the whole; `look` names a `part-…` of the style sheet;
 * - `hours`: `[{weekday, hour, value, n?, to?}]`: a week, Monday is 0; `say` has to be short, a cell has room for four letters;
 * - `flows`: `{stages: [label], nodes: [{id, stage, label, to?}], links: [{from, to, count, href?}]}`, stages from 0.
 *
 * `to` and `href` lead to what is behind a figure, in the picture by a click and in the table as a link.
 *
 * @param {{id: string, kind: string, title: string, sentence: string, data: object, names?: {label: string, value: string, n?: string},
 *   say?: (value: number) => string, most?: number, children?: unknown}} props `sentence` says what is to be seen; `names` are the
 *   heads of the table; `say` writes a value; `most` is the end of the scale where it is known, such as 1 for shares.
 */
export function Chart({ id, kind, title, sentence, data, names = {}, say = null, most = null, children = null }) {
  const { t, format } = useLocale();
  const isEmpty = (data.points ?? data.links ?? data).length === 0;
  const shown = { kind, data, names, say: say ?? format.number, most, title, label: `${title}. ${sentence}` };
  return html`
    <section class="panel chart" aria-labelledby=${`${id}-title`}>
      <h2 id=${`${id}-title`}>${title}</h2>
      <p class="chart-sentence">${sentence}</p>
      ${isEmpty ? html`<p class="hint">${t("by.empty")}</p>` : html`<${Shown} ...${shown}>${children}<//>`}
    </section>
  `;
}

function Shown({ kind, data, names, say, most, title, label, children }) {
  const { t, format } = useLocale();
  const words = { names, say, number: format.number, percent: format.percent, day: format.calendar, t };
  // A week of hours is a table already.
  if (kind === "hours") return html`<${HoursTable} cells=${data} say=${say} title=${title} /><${Legend} rows=${data} kind=${kind} />${children}`;
  return html`
    ${kind === "parts"
      ? html`<${PartsBar} parts=${data} label=${label} />`
      : html`<${Drawing} kind=${kind} data=${data} say=${say} most=${most} label=${label} />`}
    <${Legend} kind=${kind} rows=${data.points ?? data.links ?? data} before=${Boolean(data.before)} name=${names.value} />
    ${children}
    <${ChartTable} table=${tableOf(kind, data, words)} title=${title} />
  `;
}

const FEW_SIGNS = { trend: "hollow", intervals: "hatched", hours: "hollow", parts: "all" };

/** What the signs mean; only those that occur. */
function Legend({ kind, rows, before = false, name = "" }) {
  const { t } = useLocale();
  const ranged = kind !== "parts" && rows.some(({ low }) => low !== null && low !== undefined);
  const few = kind === "parts" ? isFew({ n: rows.reduce((sum, { count }) => sum + count, 0) }) : rows.some(isFew);
  const marked = kind === "intervals" && rows.some((row) => row.before);
  const signs = [
    before && ["line", name],
    before && ["before", t("chart.before", { name })],
    marked && ["mark", t("chart.before", { name })],
    ranged && [kind === "trend" ? "band" : "whisker", t("chart.range_means")],
    few && [FEW_SIGNS[kind], t("chart.few_means")],
  ].filter(Boolean);
  if (signs.length === 0) return null;
  return html`
    <ul class="chart-legend">
      ${signs.map(([sign, text]) => html`<li key=${sign}><span class="chart-sign sign-${sign}" aria-hidden="true"></span>${text}</li>`)}
    </ul>
  `;
}
