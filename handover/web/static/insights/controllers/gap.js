// One gap: what it is, what it costs, whether a fix helped, what was done, and doing it.

import { html, useEffect, useMemo } from "../../vendor/preact-htm.js";
import { useLocale, useStore, useTitle } from "../../staff/controllers/hooks.js";
import { failureAddress, failuresAddress, gapAddress, gapsAddress } from "../models/address.js";
import { adviceOf, createGap, gapName } from "../models/gap.js";
import { spanOf } from "../models/period.js";
import { nameOfKey } from "../helpers/names.js";
import { changeOf, changeText, costText, proofText } from "../helpers/gaps.js";
import { GapCare } from "./gap_care.js";
import { GapTags } from "./gap_entry.js";
import { Link, useGo } from "./link.js";
import { PageHead } from "./page_head.js";
import { NoPage } from "./problem.js";

export function Gap({ api, place }) {
  const { t, language } = useLocale();
  const go = useGo();
  const wanted = JSON.stringify(place.period);
  const model = useMemo(() => createGap(api, place.id, () => new URLSearchParams(spanOf(place.period, new Date()))), [wanted]);
  useEffect(() => void model.load(), [model]);
  const state = useStore(model);
  const { gap, problem } = state;
  const name = gap && (gapName(gap, language) ?? t("gaps.nameless"));
  useTitle(name ? t("title.gap", { name }) : t("title.gaps"));
  return html`
    <p><${Link} to=${gapsAddress(place.period)}>← ${t("gaps.back")}<//></p>
    ${!gap && !problem && html`<p class="empty" aria-busy="true">${t("app.loading")}</p>`}
    ${problem && html`<${NoPage} problem=${problem} gone=${t("gaps.gone")} onAgain=${model.load} />`}
    ${gap &&
    html`
      <${PageHead} title=${name} period=${place.period} onChoose=${(period) => go(gapAddress(place.id, period))} />
      ${gap.merged_into ? html`<${Merged} gap=${gap} period=${place.period} />` : html`<${Shown} ...${{ api, gap, model, state, place }} />`}
      <${History} gap=${gap} period=${place.period} />
    `}
  `;
}

function Merged({ gap, period }) {
  const { t } = useLocale();
  return html`
    <p class="panel">
      <${Link} to=${gapAddress(gap.merged_into, period)}>${t("gaps.merged_here")}<//>
    </p>
  `;
}

function Shown({ api, gap, model, state, place }) {
  return html`
    <p><${GapTags} gap=${gap} /></p>
    <div class="failure-columns">
      <${Quotes} gap=${gap} model=${model} period=${place.period} busy=${state.busy} />
      <div class="failure-side">
        ${gap.proof ? html`<${Proof} gap=${gap} />` : html`<${Advice} gap=${gap} />`}
        <${Facts} gap=${gap} period=${place.period} />
        <${GapCare} key=${gap.id} ...${{ api, gap, model, state, period: place.period }} />
      </div>
    </div>
  `;
}

/** What they said; some of it can be chosen to make a gap of its own. */
function Quotes({ gap, model, period, busy }) {
  const { t, format } = useLocale();
  function split(event) {
    event.preventDefault();
    const failures = new FormData(event.target).getAll("failure");
    if (failures.length > 0) model.act("splits", { failures });
  }
  return html`
    <form class="panel" aria-labelledby="gap-quotes" onSubmit=${split}>
      <h2 id="gap-quotes">${t("gaps.quotes")}</h2>
      ${gap.quotes.length === 0 && html`<p class="hint">${t("gaps.no_quotes")}</p>`}
      <ul class="gap-said">
        ${gap.quotes.map(
          ({ id, at, text, language }) => html`
            <li key=${id}>
              <input type="checkbox" name="failure" value=${id} aria-label=${t("gaps.choose", { text })} />
              <${Link} to=${failureAddress(id)} lang=${language}>${text}<//>
              <time class="failure-time" datetime=${at}>${format.date(at)}</time>
            </li>
          `,
        )}
      </ul>
      <p><${Link} to=${failuresAddress(period, { gap: gap.id })}>${t("gaps.all_failures")}<//></p>
      ${gap.quotes.length > 0 &&
      html`
        <p class="hint">${t("gaps.split_help")}</p>
        <button class="button" disabled=${busy}>${t("gaps.split")}</button>
      `}
    </form>
  `;
}

function Facts({ gap, period }) {
  const { t, format, language } = useLocale();
  const keyed = (by, rows, name = by) => rows.map(({ key, count }) => `${nameOfKey(t, format, name, key)} (${format.number(count)})`).join(", ");
  const facts = {
    count: t("gaps.failures", { count: gap.count, total: format.number(gap.count) }),
    change: changeText(t, format, gap),
    cost: costText(t, language, gap),
    languages: keyed("language", gap.languages),
    touchpoints: keyed("touchpoint", gap.touchpoints),
    kinds: keyed("kind", gap.kinds),
    causes: keyed("cause", gap.causes.filter(({ key }) => key !== null)),
    intents: keyed("intent", gap.intents),
    pages: gap.pages.map(({ key, count }) => `${key ?? t("none.touchpoint")} (${format.number(count)})`).join(", "),
    assignee: gap.assignee?.name,
    since: t("gaps.state_since", { state: t.word("gap", gap.state), at: format.date(gap.state_at) }),
  };
  return html`
    <section class="panel" aria-labelledby="gap-facts">
      <h2 id="gap-facts">${t("gaps.facts")}</h2>
      <dl class="failure-facts">
        ${Object.entries(facts)
          .filter(([, text]) => text)
          .map(([name, text]) => html`<div key=${name}><dt>${t(`gaps.fact.${name}`)}</dt><dd>${text}</dd></div>`)}
      </dl>
    </section>
  `;
}

/** What closes it, for as long as nobody says that it is closed. */
function Advice({ gap }) {
  const { t, format } = useLocale();
  const advice = adviceOf(gap);
  if (!advice) return null;
  const { by, cause, count, of } = advice;
  return html`
    <section class="panel" aria-labelledby="gap-advice">
      <h2 id="gap-advice">${t("gaps.advice")}</h2>
      <p>${t(`gaps.advice.${cause}`)}</p>
      <p class="hint">${t(`gaps.advice_by.${by}`, { name: t.word("cause", cause), part: format.number(count), of: format.number(of) })}</p>
    </section>
  `;
}

function Proof({ gap }) {
  const { t, format } = useLocale();
  const [verdict, counted] = proofText(t, format, gap.proof);
  return html`
    <section class=${`panel gap-proof gap-proof-${gap.proof.verdict}`} aria-labelledby="gap-proof">
      <h2 id="gap-proof">${verdict}</h2>
      <p>${counted}</p>
      ${gap.came_back && html`<p class="problem">${t("gaps.came_back_help")}</p>`}
    </section>
  `;
}

function History({ gap, period }) {
  const { t, format, language } = useLocale();
  const other = ({ into, out_of: outOf, gap: from }) => into ?? outOf ?? from ?? null;
  return html`
    <section class="panel" aria-labelledby="gap-history">
      <h2 id="gap-history">${t("gaps.history")}</h2>
      <ol class="gap-history">
        ${gap.history.map(
          (one, at) => html`
            <li key=${at}>
              <time datetime=${one.at}>${format.dateTime(one.at)}</time>
              <span>
                ${other(one)
                  ? html`<${Link} to=${gapAddress(other(one), period)}>${changeOf(t, format, language, one)}<//>`
                  : changeOf(t, format, language, one)}
              </span>
              <span class="hint">${one.agent?.name ?? t("gaps.by_itself")}</span>
            </li>
          `,
        )}
      </ol>
    </section>
  `;
}
