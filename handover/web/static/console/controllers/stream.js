// The transcript that scrolls, follows what is new while one reads its end, and shows what is on its way.

import { html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { Transcript } from "../../staff/controllers/transcript.js";
import { useLocale, useNow, useStore } from "../../staff/controllers/hooks.js";
import { useDesk } from "./desk.js";
import { Pending } from "./pending.js";

const NEAR_END_PX = 80;
const TICK_MS = 1000;

export function Stream({ id, log, complete, name }) {
  const { t } = useLocale();
  const { outbox } = useDesk();
  const pending = outbox.of(id);
  const states = pending.map(({ state }) => state).join();
  const [box, follow, behind] = useFollowing([log?.lastSeq, states, complete]);
  return html`
    <div class="stream">
      <div class="stream-box" ref=${box} onScroll=${follow} tabindex="0" role="log" aria-label=${t("transcript.label")}
        aria-busy=${!complete}>
        ${!complete && html`<p class="hint">${t("transcript.loading")}</p>`}
        ${log && html`<${Transcript} events=${log.events} conversation=${id} customer=${name} />`}
        ${pending.length > 0 &&
        html`<ol class="transcript">${pending.map((message) => html`<${Pending} key=${message.id} message=${message} />`)}</ol>`}
      </div>
      ${behind &&
      html`<button class="stream-newest" onClick=${() => box.current.scrollTo({ top: box.current.scrollHeight })}>
        <span aria-hidden="true">↓</span><span class="visually-hidden">${t("stream.newest")}</span>
      </button>`}
      <${Typing} id=${id} name=${name} />
    </div>
  `;
}

function Typing({ id, name }) {
  const { t } = useLocale();
  const until = useStore(useDesk().workspace).typing[id] ?? 0;
  const now = useNow(TICK_MS);
  return html`<p class="stream-typing">${until > now && t("transcript.typing", { name })}</p>`;
}

/** `[ref, onScroll, behind]` of a box that stays at its end when something is added, unless one has scrolled up. */
function useFollowing(additions) {
  const box = useRef(null);
  const atEnd = useRef(true);
  const laidOut = useRef("");
  const [behind, setBehind] = useState(false);

  function follow() {
    const { scrollHeight, scrollTop, clientHeight } = box.current;
    const layout = `${scrollHeight} ${clientHeight}`;
    const moved = layout !== laidOut.current;
    laidOut.current = layout;
    // What is loaded beside the transcript makes it narrower: the browser then scrolls it, and nobody did.
    if (moved && atEnd.current) box.current.scrollTop = scrollHeight;
    else atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    setBehind(!atEnd.current);
  }

  useLayoutEffect(() => {
    if (atEnd.current) box.current.scrollTop = box.current.scrollHeight;
    follow();
  }, additions);

  useEffect(() => {
    const element = box.current;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return [box, follow, behind];
}
