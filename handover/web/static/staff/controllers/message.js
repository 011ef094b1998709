// One message: who said it, what, and what is known about it.

import { html } from "../../vendor/preact-htm.js";
import { refusalText } from "../helpers/refusals.js";
import { Attachments } from "./attachments.js";
import { useLocale } from "./hooks.js";
import { Understanding } from "./understanding.js";

/** @param {{row: object, conversation: ?string, customer: ?string, marked: boolean}} props A message row of
 * `timeline`; `conversation` is the id of what it is in, `customer` what to call one without a name. */
export function Message({ row, conversation, customer, marked }) {
  const { t, format } = useLocale();
  const { event, first, understood, failure, judgement, refused = [] } = row;
  const note = event.audience === "staff";
  const name = event.author.name || (event.author.kind === "customer" && customer) || t(`author.${event.author.kind}`);
  const kind = note ? "note" : event.author.kind;
  return html`
    <li class="message message-${kind} ${first ? "message-first" : ""} ${marked ? "message-marked" : ""}">
      <p class="message-head ${first ? "" : "visually-hidden"}">
        <strong>${name}</strong>
        ${note && html`<span class="message-label">${t("transcript.note")}</span>`}
        ${event.author.kind === "bot" && event.author.name && html`<span class="message-label">${t("author.bot")}</span>`}
        <time datetime=${event.at}>${format.time(event.at)}</time>
      </p>
      <div class="bubble">
        <p class="bubble-text">${event.text}</p>
        <${Attachments} items=${event.attachments} conversation=${conversation} />
      </div>
      <${Choices} choices=${event.choices} />
      ${judgement && html`<${Judgement} judgement=${judgement} />`}
      ${understood && html`<${Understanding} understood=${understood} />`}
      ${failure &&
      html`<p class="failure-mark">${t("transcript.failure", { kind: t.word("failure", failure.kind) })}</p>`}
      ${refused.map((one) => html`<p key=${one.seq} class="refusal-mark">${refusalText(t, one)}</p>`)}
    </li>
  `;
}

function Choices({ choices }) {
  const { t } = useLocale();
  if (!choices?.length) return null;
  return html`
    <ul class="offered" aria-label=${t("transcript.choices")}>
      ${choices.map(({ label }) => html`<li>${label}</li>`)}
    </ul>
  `;
}

function Judgement({ judgement }) {
  const { t } = useLocale();
  return html`
    <p class="judgement judgement-${judgement.helpful ? "good" : "bad"}">
      ${t(judgement.helpful ? "transcript.helpful" : "transcript.not_helpful")}
      ${judgement.comment && html`<span>: ${judgement.comment}</span>`}
    </p>
  `;
}
