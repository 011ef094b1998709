// The formula as people read it, and the table of its parts.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { OF_DAY, OF_YEAR, PARTS, partRange, partText, sourceOf } from "../models/savings.js";

const [DAYS, RUNNING] = OF_YEAR;

export function Formula({ figures }) {
  const { t, format } = useLocale();
  const { parts, currency, per_day: day, per_year: year, net_per_year: net } = figures;
  const money = (range) => (range ? format.amount(range.value, currency) : "?");
  const term = (sign, part) => html`<${Term} key=${part.name} sign=${sign} ...${{ part, figure: parts[part.name], currency }} />`;
  return html`
    <section class="panel" aria-labelledby="savings-formula">
      <h2 id="savings-formula">${t("savings.formula")}</h2>
      <ol class="formula" aria-label=${t("savings.per_day")}>
        ${OF_DAY.map((part, at) => term(at > 0 ? "times" : null, part))}
        <${Sum} label=${t("savings.per_day")} value=${money(day)} />
      </ol>
      <ol class="formula" aria-label=${t("savings.per_year")}>
        <${Sum} label=${t("savings.per_day")} value=${money(day)} first />
        ${term("times", DAYS)} ${term("minus", RUNNING)}
        <${Sum} label=${t(net ? "savings.per_year" : "savings.gross")} value=${money(net ?? year)} />
      </ol>
    </section>
  `;
}

const SIGNS = { times: "×", minus: "−", equals: "=" };

function Sign({ name }) {
  const { t } = useLocale();
  if (!name) return null;
  return html`<span class="formula-sign" aria-hidden="true">${SIGNS[name]}</span><span class="visually-hidden">${t(`savings.sign.${name}`)} </span>`;
}

function Term({ sign, part, figure, currency }) {
  const { t, format } = useLocale();
  const source = sourceOf(part, figure);
  const range = partRange(format, currency, part, figure);
  return html`
    <li class="formula-term">
      <${Sign} name=${sign} />
      <span class="formula-box source-${source}">
        <strong>${figure.value === null ? "?" : partText(format, currency, part, figure.value)}</strong>
        <span>${t(`savings.${part.name}`)}</span>
        ${range && html`<span class="hint">${range}</span>`}
        <span class="formula-source">${t(`savings.source.${source}`)}</span>
      </span>
    </li>
  `;
}

function Sum({ label, value, first = false }) {
  return html`
    <li class="formula-term">
      <${Sign} name=${first ? null : "equals"} />
      <span class="formula-box formula-sum"><strong>${value}</strong><span>${label}</span></span>
    </li>
  `;
}

export function PartsTable({ figures: { parts, currency } }) {
  const { t, format } = useLocale();
  return html`
    <section class="panel" aria-labelledby="savings-parts">
      <h2 id="savings-parts">${t("savings.parts")}</h2>
      <div class="chart-scroll" role="region" aria-labelledby="savings-parts" tabindex="0">
        <table class="figures savings-table">
          <thead>
            <tr>
              <th scope="col">${t("savings.part")}</th>
              <th scope="col" class="number">${t("savings.value")}</th>
              <th scope="col" class="number">${t("chart.range")}</th>
              <th scope="col">${t("savings.source")}</th>
            </tr>
          </thead>
          <tbody>
            ${PARTS.map((part) => {
              const figure = parts[part.name];
              const source = sourceOf(part, figure);
              return html`
                <tr key=${part.name}>
                  <th scope="row">${t(`savings.${part.name}`)}</th>
                  <td class="number">${figure.value === null ? "–" : partText(format, currency, part, figure.value)}</td>
                  <td class="number">${partRange(format, currency, part, figure) ?? "–"}</td>
                  <td>
                    ${source === "measured"
                      ? t("savings.measured_on", { n: format.number(figure.n) })
                      : t(`savings.source.${source}`)}
                    ${figure.small && html` <span class="few-mark">${t("chart.few")}</span>`}
                  </td>
                </tr>
              `;
            })}
          </tbody>
        </table>
      </div>
      <p class="hint">${t("savings.how")}</p>
    </section>
  `;
}
