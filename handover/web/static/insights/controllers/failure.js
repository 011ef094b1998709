// One failure: what was said around it and how the bot read it.

import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { useLocale, useTitle } from "../../staff/controllers/hooks.js";
import { Transcript } from "../../staff/controllers/transcript.js";
import { Ranking } from "../../staff/controllers/understanding.js";
import { failureAddress, failuresAddress } from "../models/address.js";
import { CopyAddress } from "./copy_address.js";
import { FailureFacts, WhatCameNext } from "./failure_facts.js";
import { Link } from "./link.js";
import { NoPage } from "./problem.js";

export function Failure({ api, place }) {
  const { t } = useLocale();
  const [{ failure, problem }, setState] = useState({ failure: null, problem: null });
  useTitle(t("title.failure"));
  useEffect(() => void load(), []);

  async function load() {
    try {
      setState({ failure: await api.get(`/api/failures/${encodeURIComponent(place.id)}`), problem: null });
    } catch (error) {
      setState({ failure: null, problem: error });
    }
  }

  return html`
    <p><${Link} to=${failuresAddress(place.period, place.filters)}>← ${t("failure.back")}<//></p>
    ${!failure && !problem && html`<p class="empty" aria-busy="true">${t("app.loading")}</p>`}
    ${problem && html`<${NoPage} problem=${problem} gone=${t("failure.gone")} onAgain=${load} />`}
    ${failure && html`<${Shown} failure=${failure} />`}
  `;
}

function Shown({ failure }) {
  const { t } = useLocale();
  return html`
    <header class="failure-title">
      <h1>${t("failure.title", { kind: t.word("failure", failure.kind) })}</h1>
      ${failure.text && html`<blockquote class="failure-quote">${failure.text}</blockquote>`}
      <${CopyAddress} address=${failureAddress(failure.id)} />
    </header>
    <div class="failure-columns">
      <section class="panel" aria-labelledby="failure-around">
        <div class="failure-around-head">
          <h2 id="failure-around">${t("failure.around")}</h2>
          <a href=${`/console/conversations/${encodeURIComponent(failure.conversation)}`}>${t("failure.whole")}</a>
        </div>
        <${Transcript} events=${failure.turns} conversation=${failure.conversation} marked=${failure.message_id} />
      </section>
      <div class="failure-side">
        <${WhatCameNext} failure=${failure} />
        <section class="panel" aria-labelledby="failure-reading">
          <h2 id="failure-reading">${t("failure.reading")}</h2>
          ${failure.ranking?.length
            ? html`<${Ranking} ranking=${failure.ranking} />`
            : html`<p class="hint">${t("failure.reading_none")}</p>`}
        </section>
        <${FailureFacts} failure=${failure} />
      </div>
    </div>
  `;
}
