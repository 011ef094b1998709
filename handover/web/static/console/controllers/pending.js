// A message of mine that the log does not have yet.

import { html } from "../../vendor/preact-htm.js";
import { errorText } from "../../staff/helpers/errors.js";
import { Attachments } from "../../staff/controllers/attachments.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { useDesk } from "./desk.js";

export function Pending({ message }) {
  const { t } = useLocale();
  const { outbox } = useDesk();
  const note = message.audience === "staff";
  const failed = message.state === "failed";
  return html`
    <li class="message message-first message-${note ? "note" : "agent"} message-${message.state}">
      <p class="message-head">
        <strong>${t("author.me")}</strong>
        ${note && html`<span class="message-label">${t("transcript.note")}</span>`}
        ${!failed && html`<span>${t("transcript.sending")}</span>`}
      </p>
      <div class="bubble"><p class="bubble-text">${message.text}</p><${Attachments} items=${message.attachments} /></div>
      ${failed &&
      html`<p class="unsent">
        <strong>${t("transcript.unsent")}</strong> ${message.problem && errorText(t, message.problem)}
        ${message.problem?.code !== "already_answered" &&
        html`<button class="link-button" onClick=${() => outbox.again(message.id)}>${t("transcript.send_again")}</button>`}
        <button class="link-button" onClick=${() => outbox.discard(message.id)}>${t("transcript.discard")}</button>
      </p>`}
    </li>
  `;
}
