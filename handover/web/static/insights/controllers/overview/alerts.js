// What left its band: in a sentence, with how it was before, and the way to what is behind it.

import { html, useEffect, useState } from "../../../vendor/preact-htm.js";
import { pageName } from "../../../staff/helpers/format.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { behind, daysOf, sorted } from "../../models/alerts.js";
import { gapName } from "../../models/gap.js";
import { Link } from "../link.js";

/** @param {{api: object, items: object[]}} props `items` as on the wire. */
export function Alerts({ api, items }) {
  const { t } = useLocale();
  const { open, over } = sorted(items);
  const names = useGapNames(api, items);
  const list = (some) => html`<ul class="alerts-list">${some.map((one) => html`<${Alert} key=${one.id} alert=${one} names=${names} />`)}</ul>`;
  // What is well again must not push how things are off the first screen.
  const past = (text) => over.length > 0 && html`<details class="alerts-over"><summary>${t(text, { count: over.length })}</summary>${list(over)}</details>`;
  if (open.length === 0) return over.length > 0 && html`<section class="panel" aria-label=${t("alerts.title")}>${past("alerts.only_over")}</section>`;
  return html`
    <section class="panel alerts-open" aria-labelledby="alerts-title">
      <h2 id="alerts-title">${t("alerts.title")}</h2>
      <p class="hint">${t("alerts.lead")}</p>
      ${list(open)} ${past("alerts.over")}
    </section>
  `;
}

function Alert({ alert, names }) {
  const { t, format } = useLocale();
  const { kind, subject, days, ended_on: end, now, before } = alert;
  const subjects = { page: () => pageName({ url: subject }), gap: () => names[subject] ?? t("gaps.nameless") };
  const { to: day } = daysOf(alert);
  const rate = ({ count, of, share }) =>
    t(`alerts.of.${kind}`, { count: format.number(count), of: format.number(of), share: share === null ? "–" : format.percent(share) });
  return html`
    <li>
      <p>
        <${Link} class="alert-what" to=${behind(alert)}>${t(`alert.${kind}`, { subject: subjects[kind]?.() ?? "" })}<//>
      </p>
      <p>${t(days === 1 ? "alerts.day" : "alerts.week", { day: format.calendar(day), now: rate(now), before: rate(before) })}</p>
      <p class="hint">${end ? t("alerts.ended", { day: format.calendar(end) }) : t("alerts.lasts", { day: format.calendar(day) })}</p>
    </li>
  `;
}

/** The names of the gaps among the subjects, by their ids, as far as they are there. */
function useGapNames(api, items) {
  const { language } = useLocale();
  const [gaps, setGaps] = useState({});
  const wanted = [...new Set(items.filter(({ kind }) => kind === "gap").map(({ subject }) => subject))];
  useEffect(() => {
    for (const id of wanted) {
      // Without a name the alert says what it says.
      api.get(`/api/gaps/${encodeURIComponent(id)}`).then((gap) => setGaps((known) => ({ ...known, [id]: gap })), () => {});
    }
  }, [wanted.join()]);
  return Object.fromEntries(Object.entries(gaps).map(([id, gap]) => [id, gapName(gap, language)]));
}
