// Moments of truth: the touchpoints whose outcome most moves the rating, in words.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { nameOfKey } from "../helpers/names.js";
import { candidatesOf, momentsOf } from "../models/journey.js";
import { Behind } from "./journey_map.js";

export function Moments({ figures, period }) {
  const { t } = useLocale();
  const [found, candidates] = [momentsOf(figures), candidatesOf(figures)];
  return html`
    <section class="panel" aria-labelledby="journey-moments">
      <h2 id="journey-moments">${t("moments.title")}</h2>
      <p class="chart-sentence">${t("moments.lead")}</p>
      ${found.length === 0 && html`<p class="hint">${t("moments.none")}</p>`}
      <ol class="moments">
        ${found.map((one) => html`<${Moment} key=${one.touchpoint} one=${one} period=${period} />`)}
      </ol>
      ${candidates.length > 0 &&
      html`<h3>${t("moments.candidates")}</h3>
        <ul class="moments">
          ${candidates.map((one) => html`<${Moment} key=${one.touchpoint} one=${one} period=${period} />`)}
        </ul>`}
    </section>
  `;
}

function Moment({ one, period }) {
  const { t, format } = useLocale();
  const { moment, touchpoint } = one;
  const stars = format.decimal;
  const ratings = moment.well_count + moment.badly_count;
  return html`
    <li>
      <b>${nameOfKey(t, format, "touchpoint", one.touchpoint)}</b>${": "}
      ${moment.small && html`<span class="few-mark">${t("chart.few")}</span> `}
      ${t("moments.stars", { well: stars(moment.well), badly: stars(moment.badly) })}${" "}
      ${t("moments.moves", { moves: format.precise(moment.moves), low: format.precise(moment.low), high: format.precise(moment.high) })}${" "}
      <${Behind} period=${period} filters=${{ touchpoint, rated: "any", outcome: "any" }} count=${ratings}>
        ${t("moments.ratings", { count: ratings, total: format.number(ratings), share: format.percent(moment.share) })}
      <//>
    </li>
  `;
}
