// How right the bot is: by itself, by what customers judge, by what agents say; why a person was needed; and in which language.

import { html } from "../../../vendor/preact-htm.js";
import { useLocale } from "../../../staff/controllers/hooks.js";
import { conversationsAddress } from "../../models/address.js";
import { others, pointOf } from "../../models/rates.js";
import { Chart } from "../charts/chart.js";

/** `before` are the same rates of the period before, where it is compared: they stand beneath, in the same order. */
function judged({ understood, helpful, misunderstood }) {
  return [
    ["understood", understood],
    ["helpful", helpful],
    ["rightly", others(misunderstood)],
  ];
}

export function Accuracy({ figures, before, period }) {
  const { t, format } = useLocale();
  const rows = judged(figures.accuracy).map(([name, rate]) => ({ label: t(`accuracy.${name}`), ...pointOf(rate) }));
  const earlier = before ? judged(before.accuracy).map(([name, rate]) => ({ label: t("accuracy.before", { name: t(`accuracy.${name}`) }), ...pointOf(rate) })) : [];
  const data = rows.flatMap((row, at) => [row, ...earlier.slice(at, at + 1)]);
  const { causes } = figures.accuracy;
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
      data=${causes.map(({ key, count }) => ({ key, count, label: t.word("cause", key), to: conversationsAddress(period, { cause: key }) }))}
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
    languages.flatMap((one) => [
      { label: name(one), ...pointOf(one[figure]), to: conversationsAddress(period, { language: one.language, ...filters }) },
      ...(earlier.has(one.language)
        ? [{ label: t("accuracy.before", { name: name(one) }), ...pointOf(earlier.get(one.language)[figure]) }]
        : []),
    ]);
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
