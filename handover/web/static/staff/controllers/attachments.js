// The files of a message, to be saved.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "./hooks.js";

/** @param {{items: ?object[], conversation: ?string}} props Links only where the conversation is known: what is on its
 * way has none yet. */
export function Attachments({ items, conversation = null }) {
  const { t } = useLocale();
  if (!items?.length) return null;
  return html`
    <ul class="attached" aria-label=${t("transcript.attachments")}>
      ${items.map((file) => html`<li key=${file.id}><${Attachment} file=${file} conversation=${conversation} /></li>`)}
    </ul>
  `;
}

function Attachment({ file, conversation }) {
  const { format } = useLocale();
  const { id, name, size } = file;
  const inside = html`
    <span class="attached-name">${name}</span>
    ${Number.isFinite(size) && html` <span class="attached-size">${format.bytes(size)}</span>`}
  `;
  if (!conversation) return html`<span class="attached-file">${inside}</span>`;
  return html`<a
    class="attached-file"
    href=${`/api/conversations/${encodeURIComponent(conversation)}/files/${encodeURIComponent(id)}`}
    download=${name}
    >${inside}</a
  >`;
}
