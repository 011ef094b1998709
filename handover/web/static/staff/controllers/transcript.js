// The transcript of a conversation as staff read it.

import { html, useMemo } from "../../vendor/preact-htm.js";
import { addition, sentence } from "../helpers/sentences.js";
import { timeline } from "../models/timeline.js";
import { useLocale } from "./hooks.js";
import { Message } from "./message.js";
import { actionName } from "./understanding.js";

/**
 * @param {{events: object[], conversation: ?string, customer?: string|null, marked?: string|null}} props
 *   `conversation` is the id of what it is the log of, `customer` what to call a customer without a name, `marked` the id of a message to point out.
 */
export function Transcript({ events, conversation, customer = null, marked = null }) {
  // The page draws itself anew every second and at every key: a long transcript does not have to.
  return useMemo(
    () => html`
      <ol class="transcript">
        ${timeline(events).map((row) => html`<${Row} key=${row.key} row=${row} conversation=${conversation} customer=${customer} marked=${marked} />`)}
      </ol>
    `,
    [events, conversation, customer, marked],
  );
}

function Row({ row, conversation, customer, marked }) {
  const { format } = useLocale();
  if (row.type === "day") return html`<li class="line line-day">${format.day(row.at)}</li>`;
  if (row.type === "message") {
    const isMarked = marked !== null && row.event.id === marked;
    return html`<${Message} row=${row} conversation=${conversation} customer=${customer} marked=${isMarked} />`;
  }
  if (row.type === "dropped") return html`<${Dropped} event=${row.event} />`;
  return html`<${Line} event=${row.event} />`;
}

function Line({ event }) {
  const { t, format } = useLocale();
  const more = addition(t, event);
  return html`
    <li class="line line-${event.name}">
      <span>${sentence(t, format, event)}</span> <time datetime=${event.at}>${format.time(event.at)}</time>
      ${more && html`<span class="line-more">${more}</span>`}
    </li>
  `;
}

/** A bot's reply that came after the floor had moved: the customer never saw it, but an action may have run. */
function Dropped({ event }) {
  const { t, format } = useLocale();
  const actions = event.actions ?? [];
  return html`
    <li class="dropped">
      <details>
        <summary>${t("transcript.dropped")} <time datetime=${event.at}>${format.time(event.at)}</time></summary>
        <p class="dropped-text">${event.text}</p>
        ${actions.length > 0 &&
        html`<p>
          ${t("transcript.dropped_actions", { actions: actions.map((action) => actionName(t, action)).join(", ") })}
        </p>`}
      </details>
    </li>
  `;
}
