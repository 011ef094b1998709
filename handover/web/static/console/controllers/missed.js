// An offer was missed: the service has set the agent away, and they say when they are back.

import { html, useState } from "../../vendor/preact-htm.js";
import { useLocale, useStore } from "../../staff/controllers/hooks.js";
import { useDesk } from "./desk.js";

export function Missed() {
  const { t } = useLocale();
  const { missed, session, notices } = useDesk();
  const away = useStore(session).me?.availability === "away";
  const shown = useStore(missed) && away;
  const [busy, setBusy] = useState(false);

  async function back() {
    setBusy(true);
    try {
      await session.setAvailability("online");
    } catch (error) {
      notices.error(error);
    }
    setBusy(false);
  }

  return html`
    <div class="missed" role="status">
      ${shown &&
      html`<p>
        ${t("missed")}
        <button class="button button-small" disabled=${busy} onClick=${back}>${t("missed.back")}</button>
      </p>`}
    </div>
  `;
}
