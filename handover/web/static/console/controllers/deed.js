// A dialog that asks before something is done with a conversation.

import { html, useState } from "../../vendor/preact-htm.js";
import { Dialog } from "../../staff/controllers/dialog.js";
import { errorText } from "../../staff/helpers/errors.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { hasText } from "../models/drafts.js";
import { useDesk } from "./desk.js";

/**
 * @param {object} props
 * @param {string} props.done The key of the text that says that it is done. @param {object} props.values Of that text.
 * @param {() => string|null} props.check A problem with what was entered, or null.
 * @param {() => Promise<unknown>} props.act Raises ApiError.
 */
export function Deed({ id, title, submit, done, values = {}, check = () => null, act, onClose, children }) {
  const { t } = useLocale();
  const { notices, drafts } = useDesk();
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);

  async function decide(event) {
    event.preventDefault();
    const missing = check();
    setProblem(missing);
    if (missing) return;
    setBusy(true);
    try {
      await act();
      notices.good(done, values);
      onClose();
    } catch (error) {
      setProblem(errorText(t, error));
      setBusy(false);
    }
  }

  return html`
    <${Dialog} title=${title} onClose=${onClose}>
      <form class="form" onSubmit=${decide} novalidate>
        ${children}
        ${hasText(drafts.get(id)) && html`<p class="hint">${t("unsent_draft")}</p>`}
        <p class="problem" role="alert">${problem}</p>
        <div class="dialog-acts">
          <button class="button" type="button" onClick=${onClose}>${t("app.cancel")}</button>
          <button class="button button-primary" disabled=${busy}>${busy ? t("busy") : submit}</button>
        </div>
      </form>
    <//>
  `;
}
