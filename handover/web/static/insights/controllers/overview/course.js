// How the period went: contacts and self-service by days, or by weeks where there would be too many days.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { conversationsAddress } from "../../models/address.js";
import { courseOf } from "../../models/course.js";
import { datesBefore, datesOf, today } from "../../models/period.js";
import { pointOf } from "../../models/rates.js";
import { Chart } from "../charts/chart.js";

export function Course({ figures, before, period }) {
  const { t, format } = useLocale();
  const now = new Date();
  const { isWeekly, points } = courseOf(figures.days, datesOf(period, now), today(now, period.zone));
  if (points.length < 2) return null;
  const earlier = before && courseOf(before.days, datesBefore(period, now), today(now, period.zone)).points;
  const drawn = (figure, filters) => ({
    points: points.map((point) => ({
      at: point.from,
      ...figure(point),
      to: point.contacts > 0 ? conversationsAddress({ from: point.from, to: point.to }, filters) : null,
    })),
    ...(earlier && { before: points.map((_, at) => (earlier[at] ? figure(earlier[at]).value : null)) }),
  });
  const unit = t(isWeekly ? "course.week" : "course.day");
  const text = (key) => t(`course.${key}${isWeekly ? "_weekly" : ""}`);
  return html`
    <${Chart}
      id="course-contacts"
      kind="trend"
      title=${text("contacts")}
      sentence=${text("contacts_lead")}
      data=${drawn(({ perDay }) => ({ value: perDay }), {})}
      names=${{ label: unit, value: text("contacts") }}
      say=${format.short}
    />
    <${Chart}
      id="course-self"
      kind="trend"
      title=${t("course.self")}
      sentence=${text("self_lead")}
      data=${drawn(({ selfService }) => pointOf(selfService), { outcome: "self_served" })}
      names=${{ label: unit, value: t("course.self"), n: t("course.ended") }}
      say=${format.percent}
      most=${1}
    />
  `;
}
