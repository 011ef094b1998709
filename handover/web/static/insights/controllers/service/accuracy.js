// How right the bot is: by itself, by what customers judge, by what agents say; why a person was needed; and in which language.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { conversationsAddress } from "../../models/address.js";
import { others, pointOf, rateOf } from "../../models/rates.js";
import { Chart } from "../charts/chart.js";

function judged({ understood, helpful, misunderstood }) {
  return [
    ["understood", understood],
    ["helpful", helpful],
    ["rightly", others(misunderstood)],
  ];
}

function rateOfCause({ accuracy: { causes } }, key) {
  const count = causes.find((one) => one.key === key)?.count ?? 0;
  return rateOf(count, causes.reduce((all, one) => all + one.count, 0));
}

export function Accuracy({ figures, before, period }) {
  const { t, format } = useLocale();
  const earlier = before && judged(before.accuracy);
  const data = judged(figures.accuracy).map(([name, rate], at) => ({
    label: t(`accuracy.${name}`),
    ...pointOf(rate),
    before: earlier && pointOf(earlier[at][1]),
  }));
  const causes = figures.accuracy.causes.map(({ key }) => key);
  return html`
    <${Chart}
      id="accuracy"
      kind="intervals"
      title=${t("accuracy.title")}
      sentence=${t("accuracy.lead")}
      data=${data.some(({ n }) => n > 0) ? data : []}
      names=${{ label: t("accuracy.by"), value: t("column.share"), n: t("chart.n") }}
      say=${format.percent}
      most=${1}
    />
    <${Chart}
      id="causes"
      kind="parts"
      title=${t("accuracy.causes")}
      sentence=${t("accuracy.causes_lead")}
      data=${causes.map((key) => ({
        key,
        ...rateOfCause(figures, key),
        label: t.word("cause", key),
        to: conversationsAddress(period, { cause: key }),
        before: before && pointOf(rateOfCause(before, key)),
      }))}
      names=${{ label: t("accuracy.cause"), value: t("column.count") }}
    />
    <${Languages} languages=${figures.languages} before=${before?.languages ?? []} period=${period} />
  `;
}

function Languages({ languages, before, period }) {
  const { t, format } = useLocale();
  const earlier = new Map(before.map((one) => [one.language, one]));
  const name = ({ language }) => format.language(language);
  const data = (figure, filters) =>
    languages.map((one) => ({
      label: name(one),
      ...pointOf(one[figure]),
      to: conversationsAddress(period, { language: one.language, ...filters }),
      before: earlier.has(one.language) ? pointOf(earlier.get(one.language)[figure]) : null,
    }));
  return html`
    <div class="breakdowns">
      ${[
        ["self_service", { outcome: "self_served" }],
        ["understood", {}],
        ["failed", { failure: "any" }],
      ].map(
        ([figure, filters]) => html`<${Chart}
          key=${figure}
          id=${`language-${figure}`}
          kind="intervals"
          title=${t(`languages.${figure}`)}
          sentence=${t(`languages.${figure}_lead`)}
          data=${data(figure, filters)}
          names=${{ label: t("column.language"), value: t("column.share"), n: t("chart.n") }}
          say=${format.percent}
          most=${1}
        />`,
      )}
    </div>
  `;
}
