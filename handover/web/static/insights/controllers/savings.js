// What self-service saves: the formula with its figures, the result, and the owner's own figures.

import { html } from "../../vendor/preact-htm.js";
import { useLocale, useTitle } from "../../staff/controllers/hooks.js";
import { savingsAddress } from "../models/address.js";
import { useGo } from "./link.js";
import { PageHead } from "./page_head.js";
import { Problem } from "./problem.js";
import { SavingsForm } from "./savings_form.js";
import { Formula, PartsTable } from "./savings_formula.js";
import { useFigures } from "./use_figures.js";

export function Savings({ api, place }) {
  const { t } = useLocale();
  const go = useGo();
  const [{ figures, problem }, load] = useFigures(api, "/api/insights/savings", place.period);
  useTitle(t("title.savings"));
  return html`
    <${PageHead} title=${t("savings.title")} period=${place.period} onChoose=${(period) => go(savingsAddress(period))} />
    <p class="insights-lead">${t("savings.lead")}</p>
    ${problem && html`<${Problem} problem=${problem} onAgain=${load} />`}
    ${!figures && !problem && html`<p class="empty" aria-busy="true">${t("app.loading")}</p>`}
    ${figures &&
    html`
      <${Result} figures=${figures} />
      <${Formula} figures=${figures} />
      <${PartsTable} figures=${figures} />
      <${SavingsForm} api=${api} figures=${figures} onSaved=${load} />
    `}
  `;
}

function Result({ figures }) {
  const { t, format } = useLocale();
  const { per_year: gross, net_per_year: net, missing, currency } = figures;
  const money = (amount) => format.amount(amount, currency);
  if (!gross) {
    const names = missing.map((name) => t(`savings.${name}`)).join(", ");
    return html`<section class="panel savings-result" aria-labelledby="savings-result">
      <h2 id="savings-result">${t("savings.not_yet")}</h2>
      <p>${t("savings.missing", { names })}</p>
    </section>`;
  }
  const shown = net ?? gross;
  return html`
    <section class="panel savings-result" aria-labelledby="savings-result">
      <h2 id="savings-result">${t(net ? "savings.net" : "savings.gross")}</h2>
      <p class="savings-amount">${money(shown.value)}</p>
      ${shown.low !== shown.high && html`<p>${t("savings.between", { low: money(shown.low), high: money(shown.high) })}</p>`}
      <p>
        ${t("savings.a_day", { amount: money(figures.per_day.value), hours: format.short(figures.hours_per_day.value) })}
      </p>
      ${!net && html`<p class="hint">${t("savings.without_running")}</p>`}
      ${shown.value < 0 && html`<p class="problem">${t("savings.costs_more")}</p>`}
    </section>
  `;
}
