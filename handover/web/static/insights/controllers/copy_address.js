// The address of what is shown, for mails and tickets.

import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";

export function CopyAddress({ address }) {
  const { t } = useLocale();
  const whole = new URL(address, location.origin).href;
  const [state, setState] = useState(null);
  const field = useRef(null);
  useEffect(() => field.current?.select(), [state]);

  async function copy() {
    try {
      // Browsers have no clipboard on pages without TLS, and may refuse it elsewhere.
      await navigator.clipboard.writeText(whole);
      setState("copied");
    } catch {
      setState("by_hand");
    }
  }

  return html`
    <div class="copy">
      <button class="button button-small" onClick=${copy}>${t("failure.copy")}</button>
      <span role="status">${state === "copied" && t("failure.copied")}</span>
      ${state === "by_hand" && html`<input ref=${field} readonly value=${whole} aria-label=${t("failure.copy_by_hand")} />`}
    </div>
  `;
}
