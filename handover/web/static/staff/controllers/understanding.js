// How the bot understood a customer's message: one line, and the ranking for those who open it.

import { html } from "../../vendor/preact-htm.js";
import { asText, meanings, recognised } from "../models/understanding.js";
import { useLocale } from "./hooks.js";

/** @param {{understood: object}} props The fields of `turn_understood`. */
export function Understanding({ understood }) {
  const { t, format } = useLocale();
  const { intent, confidence, fallback } = understood;
  const sure = confidence === null ? null : t("transcript.confidence", { percent: format.percent(confidence) });
  return html`
    <details class="understanding">
      <summary>
        ${fallback ? t("transcript.not_understood") : t("transcript.understood", { intent: t.word("intent", intent) })}
        ${!fallback && sure && html`<span class="understanding-sure">${sure}</span>`}
      </summary>
      <${Ranking} ranking=${understood.ranking} />
      <${Facts} understood=${understood} />
    </details>
  `;
}

/** The meanings that were weighed, as a table with bars. */
export function Ranking({ ranking }) {
  const { t, format } = useLocale();
  const rows = meanings(ranking);
  if (rows.length === 0) return null;
  return html`
    <table class="ranking">
      <caption>
        ${t("transcript.ranking")}
      </caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">${t("transcript.meaning")}</th>
          <th scope="col">${t("transcript.likelihood")}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ intent, confidence }) => html`
            <tr key=${intent}>
              <th scope="row">${t.word("intent", intent)}</th>
              <td>
                <span class="ranking-bar" style=${{ "--share": confidence }} aria-hidden="true"></span>
                ${format.percent(confidence)}
              </td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

function Facts({ understood }) {
  const { t } = useLocale();
  const found = recognised(understood.entities);
  const done = (understood.actions ?? []).filter(({ name }) => t.has(`action.${name}`));
  return html`
    <dl class="facts">
      ${found.length > 0 &&
      html`<div>
        <dt>${t("transcript.entities")}</dt>
        <dd>${found.map(({ name, value }) => `${t.word("entity", name)}: ${asText(value)}`).join(", ")}</dd>
      </div>`}
      ${done.length > 0 &&
      html`<div>
        <dt>${t("transcript.actions")}</dt>
        <dd>${done.map((action) => actionName(t, action)).join(", ")}</dd>
      </div>`}
    </dl>
  `;
}

/** What the bot did, in plain words. */
export function actionName(t, { name, ok }) {
  const plain = t.word("action", name);
  return ok === false ? t("transcript.action_failed", { name: plain }) : plain;
}
