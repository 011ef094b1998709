// When in the week customers want a person, and how long they wait then.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { conversationsAddress } from "../../models/address.js";
import { Chart } from "../charts/chart.js";

const MINUTE_S = 60;

export function ServiceHours({ figures: { hours, zone }, period }) {
  const { t, format } = useLocale();
  const to = ({ weekday, hour }) => conversationsAddress(period, { weekday, hour });
  const waits = hours.map(({ weekday, hour, waiting: { median_s: median, count } }) => ({ weekday, hour, value: median / MINUTE_S, n: count }));
  return html`
    <${Chart}
      id="hours-handovers"
      kind="hours"
      title=${t("service.hours")}
      sentence=${t("service.hours_lead", { zone })}
      data=${hours.map((one) => ({ weekday: one.weekday, hour: one.hour, value: one.handovers, to: to(one) }))}
      names=${{ label: t("service.hour"), value: t("service.handovers") }}
    />
    <${Chart}
      id="hours-waiting"
      kind="hours"
      title=${t("service.hours_waiting")}
      sentence=${t("service.hours_waiting_lead", { zone })}
      data=${waits}
      names=${{ label: t("service.hour"), value: t("service.waiting") }}
      say=${(minutes) => (minutes > 0 && minutes < 1 ? "<1" : format.number(Math.round(minutes)))}
    />
  `;
}
