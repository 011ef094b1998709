// Whom something is sent to, and how much of it was taken; each count leads to the list of it.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { targetName } from "../helpers/deliveries.js";
import { deliveriesAddress } from "../models/address.js";
import { Link } from "./link.js";

const STATES = ["sent", "waiting", "dead"];

/** @param {{targets: object[], period: object}} props `targets` as on the wire. */
export function Targets({ targets, period }) {
  const { t, format } = useLocale();
  const name = ({ target, configured }) => (configured ? targetName(t, target) : t("deliveries.unset", { target }));
  const count = (one, state) =>
    one[state] > 0
      ? html`<${Link} to=${deliveriesAddress(period, { state, target: one.target })}>${format.number(one[state])}<//>`
      : html`<span class="figures-zero">0</span>`;
  return html`
    <section class="panel" aria-labelledby="targets-title">
      <h2 id="targets-title">${t("deliveries.targets")}</h2>
      <table class="figures targets" aria-labelledby="targets-title">
        <thead>
          <tr>
            <th scope="col">${t("column.target")}</th>
            ${STATES.map((state) => html`<th key=${state} scope="col" class="number">${t(`column.${state}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${targets.map(
            (one) => html`<tr key=${one.target}>
              <th scope="row">${name(one)}</th>
              ${STATES.map(
                (state) => html`<td key=${state} class="number" data-some=${state === "dead" && one.dead > 0}>${count(one, state)}</td>`,
              )}
            </tr>`,
          )}
        </tbody>
      </table>
      <p class="hint">
        ${t("deliveries.kept")}${targets.every(({ target }) => target === "mail") && ` ${t("deliveries.no_webhook")}`}
      </p>
    </section>
  `;
}
