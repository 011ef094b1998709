// When in the week customers want a person, how long they wait then, how soon one writes, and how long agents work for them.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { conversationsAddress } from "../../models/address.js";
import { Chart } from "../charts/chart.js";

const MINUTE_S = 60;

export function ServiceHours({ figures: { hours, zone }, period }) {
  const { t, format } = useLocale();
  const to = ({ weekday, hour }) => conversationsAddress(period, { weekday, hour });
  return html`
    <${Chart}
      id="hours-handovers"
      kind="hours"
      title=${t("service.hours")}
      sentence=${t("service.hours_lead", { zone })}
      data=${hours.map((one) => ({ weekday: one.weekday, hour: one.hour, value: one.handovers, to: to(one) }))}
      names=${{ label: t("service.hour"), value: t("service.handovers") }}
    />
    ${["waiting", "first_person", "handling"].map(
      (name) => html`<${Chart}
        key=${name}
        id=${`hours-${name}`}
        kind="hours"
        title=${t(`service.hours_${name}`)}
        sentence=${t(`service.hours_${name}_lead`, { zone })}
        data=${minutesOf(hours, name)}
        names=${{ label: t("service.hour"), value: t(`service.${name}`) }}
        say=${(minutes) => (minutes > 0 && minutes < 1 ? "<1" : format.number(Math.round(minutes)))}
      />`,
    )}
  `;
}

/** The middle of a time in minutes, of the hours in which it is known. */
function minutesOf(hours, name) {
  const known = hours.filter((one) => one[name].count > 0);
  return known.map(({ weekday, hour, [name]: { median_s: median, count } }) => ({ weekday, hour, value: median / MINUTE_S, n: count }));
}
