// What the agent says of themselves.

import { html, useState } from "../../vendor/preact-htm.js";
import { useLocale, useStore } from "../../staff/controllers/hooks.js";
import { useDesk } from "./desk.js";

const STATES = ["online", "away", "offline"];

export function Availability() {
  const { t } = useLocale();
  const { session, notices } = useDesk();
  const { me } = useStore(session);
  const [busy, setBusy] = useState(false);
  if (!me) return null;

  async function choose(event) {
    const { value } = event.target;
    setBusy(true);
    try {
      await session.setAvailability(value);
    } catch (error) {
      event.target.value = me.availability;
      notices.error(error);
    }
    setBusy(false);
  }

  return html`
    <label class="availability availability-${me.availability}">
      <span class="visually-hidden">${t("availability")}</span>
      <span class="availability-dot" aria-hidden="true"></span>
      <select value=${me.availability} disabled=${busy} onChange=${choose}>
        ${STATES.map((state) => html`<option value=${state}>${t(`availability.${state}`)}</option>`)}
      </select>
    </label>
  `;
}
