// Attaching files to the message that is being written: by a button, by dropping or by pasting them.

import { html, useRef, useState } from "../../vendor/preact-htm.js";
import { errorText } from "../../staff/helpers/errors.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { ENDINGS, LARGEST_BYTES, MOST_FILES } from "../models/uploads.js";
import { useDesk } from "./desk.js";

const MEGABYTE = 1024 * 1024;

/** The button that opens the browser's choice of files. */
export function AttachButton({ id }) {
  const { t } = useLocale();
  const { uploads } = useDesk();
  const input = useRef(null);
  function chosen(event) {
    uploads.add(id, event.target.files);
    event.target.value = "";
  }
  return html`
    <input type="file" hidden multiple accept=${ENDINGS} ref=${input} onChange=${chosen} />
    <button class="button composer-attach" type="button" onClick=${() => input.current.click()}>
      <${Clip} /> <span>${t("attach.button")}</span>
    </button>
  `;
}

/** Handlers for a form that takes files which are dropped on it or pasted into it. */
export function useDropping(id, wanted) {
  const { uploads } = useDesk();
  const [over, setOver] = useState(false);
  if (!wanted) return [false, {}];
  const take = (event, data) => {
    setOver(false);
    if (!data?.files.length) return;
    event.preventDefault();
    uploads.add(id, data.files);
  };
  const handlers = {
    onDragOver: (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event) => take(event, event.dataTransfer),
    onPaste: (event) => take(event, event.clipboardData),
  };
  return [over, handlers];
}

/** What will go with the message, what is on its way, and what could not be sent. */
export function Attached({ id, onRemoved }) {
  const { t } = useLocale();
  const { uploads } = useDesk();
  const items = uploads.of(id);
  function remove(item) {
    uploads.remove(item.id);
    onRemoved();
  }
  const ended = items.filter(({ state }) => state !== "sending");
  return html`
    ${items.length > 0 &&
    html`<ul class="attaching" aria-label=${t("attach.list")}>
      ${items.map((item) => html`<${Item} key=${item.id} item=${item} onRemove=${() => remove(item)} />`)}
    </ul>`}
    <p class="visually-hidden" role="status">${ended.map((item) => t(`attach.said.${item.state}`, { name: item.name })).join(" ")}</p>
  `;
}

function Item({ item, onRemove }) {
  const { t, format } = useLocale();
  const { name, size, state, progress, problem } = item;
  return html`
    <li class="attaching-item attaching-${state}">
      <span class="attaching-name">${name}</span>
      <span class="attaching-size">${format.bytes(size)}</span>
      ${state === "sending" && html`<progress max="1" value=${progress} aria-label=${t("attach.progress", { name })}></progress>`}
      <button class="link-button" type="button" aria-label=${t("attach.remove_named", { name })} onClick=${onRemove}>
        ${t("attach.remove")}
      </button>
      ${problem && html`<span class="attaching-problem">${problemText(t, format, problem)}</span>`}
    </li>
  `;
}

function problemText(t, format, problem) {
  const limits = { largest: format.number(LARGEST_BYTES / MEGABYTE), most: format.number(MOST_FILES) };
  const own = { file_empty: "attach.empty", file_too_large: "attach.too_large", too_large: "attach.too_large", file_too_many: "attach.too_many", unsupported_media_type: "attach.type" }[problem.code];
  return own ? t(own, limits) : errorText(t, problem);
}

function Clip() {
  return html`<svg viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    <path d="M21 11.5l-8.6 8.6a5.5 5.5 0 0 1-7.8-7.8l8.6-8.6a3.7 3.7 0 0 1 5.2 5.2l-8.6 8.6a1.8 1.8 0 0 1-2.6-2.6l7.9-7.9" />
  </svg>`;
}
