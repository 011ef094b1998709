// The map as a table: all its figures, and more than a picture can hold.

import { html } from "../../vendor/preact-htm.js";
import { duration } from "../../staff/helpers/format.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { nameOfKey } from "../helpers/names.js";
import { isFew, rangeText } from "../models/chart_table.js";
import { Behind } from "./journey_map.js";

const COLUMNS = ["contacts", "open", "self_service", "durable", "failed", "handed_over", "waiting", "bot", "people", "moves"];

export function JourneyTable({ stages, period }) {
  const { t } = useLocale();
  return html`
    <section class="panel journey-figures" aria-labelledby="journey-table">
      <h2 id="journey-table">${t("journey.table")}</h2>
      <div class="chart-scroll" role="region" aria-label=${t("journey.table")} tabindex="0">
        <table class="figures journey-table">
          <thead>
            <tr>
              <th scope="col">${t("journey.column.touchpoint")}</th>
              ${COLUMNS.map((name) => html`<th key=${name} scope="col" class="number">${t(`journey.column.${name}`)}</th>`)}
            </tr>
          </thead>
          ${stages.map((stage) => html`<${Stage} key=${stage.stage} stage=${stage} period=${period} />`)}
        </table>
      </div>
      <p class="hint">${t("journey.table_help")}</p>
    </section>
  `;
}

function Stage({ stage, period }) {
  const { t, language } = useLocale();
  const name = stage.names?.[language] ?? t("journey.elsewhere");
  return html`
    <tbody>
      <tr>
        <th class="journey-table-stage" scope="rowgroup" colspan=${COLUMNS.length + 1}>${name}</th>
      </tr>
      ${stage.touchpoints.map((one) => html`<${Row} key=${one.touchpoint} one=${one} period=${period} />`)}
    </tbody>
  `;
}

function Row({ one, period }) {
  const { t, format, language } = useLocale();
  const n = format.number;
  const touchpoint = one.touchpoint ?? "none";
  const behind = (filters, count, text) => html`<${Behind} period=${period} filters=${{ touchpoint, ...filters }} count=${count}>${text}<//>`;
  const share = (rate, filters) => html`<${Share} rate=${rate} say=${(text) => behind(filters, rate.count, text)} />`;
  const stars = ({ count, average }, rated) => (average === null ? "–" : html`${behind({ rated }, count, format.decimal(average))} <small>(${n(count)})</small>`);
  const { moment } = one;
  const cells = {
    contacts: behind({}, one.contacts, n(one.contacts)),
    open: behind({ outcome: "none" }, one.open, n(one.open)),
    self_service: share(one.self_service, { outcome: "self_served" }),
    durable: share(one.durable, { durable: "true" }),
    failed: share(one.failed, { failure: "any" }),
    handed_over: share(one.handed_over, { handed_over: "true" }),
    waiting: one.waiting.median_s === null ? "–" : behind({ handed_over: "true" }, one.waiting.count, duration(one.waiting.median_s, language)),
    bot: stars(one.ratings.bot, "bot"),
    people: stars(one.ratings.people, "people"),
    moves:
      moment === null || moment.moves === null
        ? "–"
        : html`${behind({ rated: "any", outcome: "any" }, moment.well_count + moment.badly_count, format.precise(moment.moves))}${moment.small && html` <span class="few-mark">${t("chart.few")}</span>`}`,
  };
  return html`
    <tr>
      <th scope="row">${nameOfKey(t, format, "touchpoint", one.touchpoint)}</th>
      ${COLUMNS.map((name) => html`<td key=${name} class="number">${cells[name]}</td>`)}
    </tr>
  `;
}

function Share({ rate, say }) {
  const { t, format } = useLocale();
  if (rate.share === null) return "–";
  return html`
    ${say(format.percent(rate.share))}<br />
    <small>${rangeText(format.percent, rate)}</small>
    ${isFew({ n: rate.of }) && html` <span class="few-mark">${t("chart.few")}</span>`}
  `;
}
