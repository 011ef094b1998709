// A modal dialog: the browser's own, which keeps the focus inside and gives it back.

import { html, useEffect, useId, useRef } from "../../vendor/preact-htm.js";
import { useLocale } from "./hooks.js";

/**
 * @param {{title: string, onClose: (() => void) | null, children: unknown}} props A dialog without `onClose` cannot be
 *   closed by the person.
 */
export function Dialog({ title, onClose, children }) {
  const { t } = useLocale();
  const element = useRef(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog.showModal();
    return () => dialog.close();
  }, []);

  function cancel(event) {
    event.preventDefault();
    onClose?.();
  }

  return html`
    <dialog class="dialog" ref=${element} aria-labelledby=${id} onCancel=${cancel}>
      <div class="dialog-head">
        <h2 id=${id}>${title}</h2>
        ${onClose &&
        html`<button class="icon-button" type="button" onClick=${onClose} aria-label=${t("app.close")}>✕</button>`}
      </div>
      ${children}
    </dialog>
  `;
}
