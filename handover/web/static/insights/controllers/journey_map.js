// The picture of the way: its stages from left to right, on a phone from top to bottom, and in each its touchpoints.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { nameOfKey } from "../helpers/names.js";
import { conversationsAddress, failureAddress } from "../models/address.js";
import { isFew, rangeText } from "../models/chart_table.js";
import { Link } from "./link.js";

export function JourneyMap({ stages, total, period }) {
  const { t, format, language } = useLocale();
  const most = Math.max(...stages.flatMap(({ touchpoints }) => touchpoints.map(({ contacts }) => contacts)), 1);
  return html`
    <section class="journey" aria-labelledby="journey-map">
      <h2 id="journey-map">${t("journey.map", { count: total, total: format.number(total) })}</h2>
      <ol class="journey-stages">
        ${stages.map(
          (stage) => html`
            <li key=${stage.stage} class="journey-stage">
              <h3 class="journey-stage-name">${stage.names?.[language] ?? t("journey.elsewhere")}</h3>
              <p class="journey-stage-sum">
                <${Behind} period=${period} filters=${{ touchpoint: stage.touchpoints.map(idOf).join(",") }} count=${stage.contacts}>
                  ${t("journey.contacts", { count: stage.contacts, total: format.number(stage.contacts) })}
                <//>
              </p>
              <ul class="journey-points">
                ${stage.touchpoints.map((one) => html`<${Touchpoint} key=${one.touchpoint} one=${one} most=${most} period=${period} />`)}
              </ul>
            </li>
          `,
        )}
      </ol>
      <p class="hint journey-signs">
        <span class="journey-sign-rate" aria-hidden="true"></span>${t("journey.sign_rate")}
        <span class="chart-sign sign-whisker" aria-hidden="true"></span>${t("chart.range_means")}
      </p>
    </section>
  `;
}

function Touchpoint({ one, most, period }) {
  const { t, format } = useLocale();
  const n = format.number;
  const at = { touchpoint: idOf(one) };
  return html`
    <li class="journey-point" data-moment=${one.moment_of_truth !== null}>
      <h4 class="journey-point-name">${nameOfKey(t, format, "touchpoint", one.touchpoint)}</h4>
      ${one.moment_of_truth !== null && html`<p class="journey-moment">${t("journey.moment", { place: one.moment_of_truth })}</p>`}
      <p class="journey-volume">
        <${Behind} period=${period} filters=${at} count=${one.contacts}>
          <b>${n(one.contacts)}</b><span class="visually-hidden"> ${t("journey.contacts_here")}</span>
        <//>
        <${Since} now=${one.contacts} before=${one.before?.contacts} say=${n} />
        ${one.contacts > 0 && html`<span class="journey-volume-bar" style=${{ "--share": one.contacts / most }} aria-hidden="true"></span>`}
      </p>
      ${one.contacts > 0 && html`<${Inside} one=${one} at=${at} period=${period} />`}
    </li>
  `;
}

function Inside({ one, at, period }) {
  const { t, format } = useLocale();
  const n = format.number;
  const [worst] = [...one.failures].sort((a, b) => b.count - a.count);
  return html`
    <${SelfService} rate=${one.self_service} before=${one.before?.self_service} at=${at} period=${period} />
    <ul class="journey-counts">
      <li>
        <${Behind} period=${period} filters=${{ ...at, failure: "any" }} count=${one.failed.count}>
          ${t("journey.failed", { count: one.failed.count, total: n(one.failed.count) })}
        <//>
        <${Since} now=${one.failed.count} before=${one.before?.failed.count} say=${n} />
        ${worst &&
        html`<br /><${Behind} period=${period} filters=${{ ...at, failure: worst.key }} count=${worst.count}>
            ${t("journey.mostly", { kind: t.word("failure", worst.key), total: n(worst.count) })}
          <//>`}
      </li>
      <li>
        <${Behind} period=${period} filters=${{ ...at, handed_over: "true" }} count=${one.handed_over.count}>
          ${t("journey.handed_over", { count: one.handed_over.count, total: n(one.handed_over.count) })}
        <//>
      </li>
    </ul>
    ${one.quotes.length > 0 &&
    html`<details class="journey-quotes">
      <summary>${t("journey.quotes", { count: one.quotes.length })}</summary>
      <ul>
        ${one.quotes.map(
          ({ id, text, language }) => html`<li key=${id}><${Link} to=${failureAddress(id)} lang=${language}>${t("journey.quote", { text })}<//></li>`,
        )}
      </ul>
    </details>`}
  `;
}

function SelfService({ rate, before, at, period }) {
  const { t, format } = useLocale();
  if (rate.share === null) return html`<p class="hint">${t("journey.none_ended")}</p>`;
  const range = rangeText(format.percent, rate);
  return html`
    <p class="journey-rate" data-few=${isFew({ n: rate.of })}>
      <span class="journey-rate-bar" style=${{ "--share": rate.share, "--low": rate.low, "--high": rate.high }} aria-hidden="true"></span>
      <${Behind} period=${period} filters=${{ ...at, outcome: "self_served" }} count=${rate.count}>
        ${t("journey.self_served", { share: format.percent(rate.share) })}
      <//>
      <${Since} now=${rate.share} before=${before?.share} say=${format.percent} />
      <span class="journey-range">${range} ${isFew({ n: rate.of }) && html`<span class="few-mark">${t("chart.few")}</span>`}</span>
    </p>
  `;
}

/** What it was in the period before, where that is compared. */
function Since({ now, before, say }) {
  const { t } = useLocale();
  if (before === undefined || before === null || (before === 0 && now === 0)) return null;
  const sign = now > before ? "▲" : now < before ? "▼" : "=";
  return html`<span class="journey-since"><span aria-hidden="true">${sign}</span> ${t("journey.before", { before: say(before) })}</span>`;
}

/** A figure that opens the conversations behind it; none opens nothing. */
export function Behind({ period, filters, count, children }) {
  return count > 0 ? html`<${Link} to=${conversationsAddress(period, filters)}>${children}<//>` : html`<span class="figures-zero">${children}</span>`;
}

function idOf(one) {
  return one.touchpoint ?? "none";
}
