// One conversation: what it is about, what was said, and what the agent can do.

import { html, useEffect, useRef } from "../../vendor/preact-htm.js";
import { isComplete } from "../../staff/models/log.js";
import { useLocale, useMedia, useStore } from "../../staff/controllers/hooks.js";
import { nameOf } from "../helpers/people.js";
import { promiseOf, summaryOf } from "../models/inbox.js";
import { Acts } from "./acts.js";
import { Composer } from "./composer.js";
import { useDesk } from "./desk.js";
import { Facts } from "./facts.js";
import { Headline } from "./headline.js";
import { Records } from "./records.js";
import { Stream } from "./stream.js";

/** Here the shop's records have room beside what is said. */
const ROOMY = "(min-width: 1200px) and (min-height: 521px)";

export function Conversation({ id, go }) {
  const { t } = useLocale();
  const { workspace, facts, me } = useDesk();
  const { inbox, logs } = useStore(workspace);
  const { value, problem } = useStore(facts)[id] ?? {};
  const heading = useRef(null);
  const beside = useMedia(ROOMY);
  const log = logs[id];
  const load = () => facts.load(id);
  const summary = { id, ...value, ...summaryOf(inbox, id) };
  const floor = log?.floor ?? summary.floor ?? null;
  useEffect(() => {
    load();
    if (matchMedia("(pointer: coarse)").matches) heading.current?.focus();
  }, []);
  useKeptFocus(heading, floor);

  if (problem?.status === 404) return html`<${Gone} go=${go} />`;
  const complete = Boolean(log) && isComplete(log);
  const agent = floor === "agent" ? ((complete && lastAgent(log)) || summary.agent) : null;
  const name = nameOf(summary, t);
  const whose = agent ? (agent.id === me.id ? t("with_you") : agent.name) : t.word("floor", floor);
  return html`
    <section class="conversation" aria-labelledby="conversation-name">
      <header class="conversation-head">
        <button class="icon-button conversation-back" onClick=${() => go(null)} aria-label=${t("back")}>
          <span aria-hidden="true">←</span>
        </button>
        <h2 id="conversation-name" ref=${heading} tabindex="-1">${name}</h2>
        ${floor && html`<span class="tag tag-floor tag-${floor}">${whose}</span>`}
        <${Acts} id=${id} floor=${floor} mine=${agent?.id === me.id} name=${name} facts=${value} go=${go} />
      </header>
      <${Headline} context=${value?.context} customer=${value?.customer} />
      <div class="conversation-body">
        <div class="conversation-talk">
          <${Facts} value=${value} problem=${problem} summary=${summary} beside=${beside} onAgain=${load} go=${go} />
          <${Stream} id=${id} log=${log} complete=${complete} name=${name} />
          ${floor &&
          html`<${Composer} id=${id} floor=${floor} agent=${agent} name=${name} promise=${promiseOf(inbox, id)} />`}
        </div>
        ${beside &&
        html`<aside class="records" aria-label=${t("facts.records")} tabindex="0">
          ${value && html`<${Records} value=${value} onAgain=${load} go=${go} />`}
        </aside>`}
      </div>
    </section>
  `;
}

/** When the floor moves, what had the focus may be gone: the focus then goes to the heading and not to nowhere. */
function useKeptFocus(heading, floor) {
  const before = useRef(floor);
  useEffect(() => {
    if (before.current !== null && before.current !== floor && document.activeElement === document.body) {
      heading.current?.focus();
    }
    before.current = floor;
  }, [floor]);
}

/** Who accepted last, from the log: it is faster than the lists. */
function lastAgent(log) {
  return log.events.findLast(({ name }) => name === "accepted")?.agent;
}

function Gone({ go }) {
  const { t } = useLocale();
  return html`
    <div class="empty empty-large">
      <h2>${t("gone")}</h2>
      <p>${t("gone_help")}</p>
      <button class="button" onClick=${() => go(null)}>${t("back")}</button>
    </div>
  `;
}
