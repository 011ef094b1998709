// The first thing an agent reads of a conversation: what it is about, what failed, what was still asked.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { headline } from "../helpers/headline.js";

/** @param {{context: ?object, customer: ?object}} props Of the conversation as `GET /api/conversations/{id}` tells it. */
export function Headline({ context, customer }) {
  const { t, format } = useLocale();
  const told = headline({ t, format, context, customer });
  if (!told) return null;
  return html`
    <section class="headline" aria-label=${t("headline")}>
      <p class="headline-sentence">${told.sentence}</p>
      ${told.failed &&
      html`<p class="headline-failed">
        ${told.failed.text} ${told.failed.detail && html`<span class="headline-detail" lang="en">(${told.failed.detail})</span>`}
      </p>`}
      ${told.asked && html`<p class="headline-asked">${told.asked}</p>`}
    </section>
  `;
}
