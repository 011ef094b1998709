// The first page: what is wrong now, how the period was, where customers got stuck, and what to do about it.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale, useTitle } from "../../../staff/controllers/hooks.js";
import { conversationsAddress, failuresAddress, overviewAddress } from "../../models/address.js";
import { byPath } from "../../models/figures.js";
import { nameOfKey } from "../../helpers/names.js";
import { Alerts } from "./alerts.js";
import { Breakdown } from "../breakdown.js";
import { Corrections } from "./corrections.js";
import { Course } from "./course.js";
import { Guessing } from "../guessing.js";
import { Lasting } from "./lasting.js";
import { useGo } from "../link.js";
import { NextSteps } from "./next_steps.js";
import { Outcomes } from "./outcomes.js";
import { PageHead } from "../page_head.js";
import { NobodyYet, Problem } from "../problem.js";
import { Tiles } from "./tiles.js";
import { useCompared, useFigures } from "../use_figures.js";

const BREAKDOWNS = ["kind", "intent", "touchpoint", "language"];

export function Overview({ api, place }) {
  const { t } = useLocale();
  const go = useGo();
  const { period } = place;
  const [{ figures, before, problem }, load] = useCompared(api, "/api/insights/outcomes", period);
  // Whoever reads the figures alone must come across these, too; without them they are the same.
  const [{ figures: refused }] = useFigures(api, "/api/insights/refusals", period);
  const [{ figures: alerts }] = useFigures(api, "/api/alerts", period);
  useTitle(t("title.overview"));
  return html`
    <${PageHead} title=${t("overview.title")} period=${period} comparable onChoose=${(chosen) => go(overviewAddress(chosen))} />
    ${problem && html`<${Problem} problem=${problem} onAgain=${load} />`}
    ${!figures && !problem && html`<p class="empty" aria-busy="true">${t("app.loading")}</p>`}
    ${alerts && html`<${Alerts} api=${api} items=${alerts.items} />`}
    ${refused && html`<${Guessing} guessed=${refused.guessed} period=${period} />`}
    ${figures && html`<${Figures} api=${api} figures=${figures} before=${period.compare ? before : null} period=${period} />`}
  `;
}

function Figures({ api, figures, before, period }) {
  const { t, format } = useLocale();
  const { conversations, failures, handovers } = figures;
  if (conversations.total === 0 && failures.total === 0) return html`<${NobodyYet} />`;
  const failed = (by) => ({ key }) => (key === null ? null : failuresAddress(period, { [by]: key }));
  const onPage = ({ address }) => (address ? failuresAddress(period, { page: address }) : null);
  const because = ({ key }) => conversationsAddress(period, { reason: key });
  const named = (by, rows, to) => rows.map((row) => ({ label: nameOfKey(t, format, by, row.key), count: row.count, to: to(row) }));
  return html`
    <${Tiles} figures=${figures} before=${before} period=${period} />
    <${Corrections} corrections=${figures.corrections} />
    <${NextSteps} api=${api} period=${period} />
    <${Outcomes} figures=${figures} before=${before} period=${period} />
    <${Lasting} figures=${figures} before=${before} period=${period} />
    <${Course} figures=${figures} before=${before} period=${period} />
    <div class="breakdowns">
      ${BREAKDOWNS.map((by) => html`<${Breakdown} key=${by} by=${by} rows=${named(by, failures[`by_${by}`], failed(by))} />`)}
      <${Breakdown} by="page" rows=${named("page", byPath(failures.by_page), onPage)} />
      <${Breakdown} by="reason" rows=${named("reason", handovers.by_reason, because)} />
    </div>
  `;
}
