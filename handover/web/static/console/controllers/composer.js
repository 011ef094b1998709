// Writing an answer or a note. The two never look alike: colour, label, placeholder and button say which it is.

import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { useLocale, useNow, useStore } from "../../staff/controllers/hooks.js";
import { dueText, isOverdue } from "../helpers/promises.js";
import { AttachButton, Attached, useDropping } from "./attaching.js";
import { useDesk } from "./desk.js";

const LONGEST_TEXT = 4000;
const COUNT_FROM = 3600;
const TICK_MS = 1000;

/** @param {{promise: ?object}} props What is promised here and not answered yet: the answer goes out by mail, too. */
export function Composer({ id, floor, agent, name, promise }) {
  const { t, format } = useLocale();
  const { me, drafts, commands, uploads, workspace } = useDesk();
  const [draft, setDraft] = useState(() => drafts.get(id));
  const field = useRef(null);
  const mine = agent?.id === me.id;
  const promised = Boolean(promise) && floor !== "agent";
  const audience = mine || promised ? draft.audience : "staff";
  const note = audience === "staff";
  const text = draft[audience];
  const tooLong = text.length > LONGEST_TEXT;
  useStore(workspace);
  const [over, dropping] = useDropping(id, mine);
  const arrived = uploads.of(id).some(({ state }) => state === "done");
  const sendable = !tooLong && !uploads.busy(id) && (text.trim() || arrived);

  useEffect(() => {
    if ((mine || promised) && !matchMedia("(pointer: coarse)").matches) field.current?.focus();
  }, [mine, promised]);

  function change(some) {
    setDraft(drafts.put(id, some));
    workspace.touch();
  }

  function typed(event) {
    change({ [audience]: event.target.value });
    if (mine && !note) commands.typing(id);
  }

  function submit(event) {
    event.preventDefault();
    if (!sendable) return;
    drafts.put(id, { audience });
    commands.sendDraft(id, (names) => t("attach.without_words", { names }), promised);
    setDraft(drafts.get(id));
    field.current.focus();
  }

  function pressed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    // A mail cannot be taken back, and has paragraphs.
    if (!mails || event.ctrlKey || event.metaKey) submit(event);
  }

  const mails = promised && !note;
  const label = mails ? t("promise.label", { email: promise.email }) : t("compose.answer_label", { name });
  const send = mails ? t("promise.send") : t("compose.answer_send", { name });
  return html`
    <form class="composer composer-${note ? "note" : "answer"} ${over ? "composer-over" : ""}" onSubmit=${submit} ...${dropping}>
      ${(mine || promised) && html`<${AudienceSwitch} audience=${audience} onChange=${(next) => change({ audience: next })} />`}
      ${promised && html`<${Promised} promise=${promise} />`}
      ${!mine && !promised && html`<p class="composer-why">${t(whyNot(floor), { name: agent?.name ?? t("author.agent") })}</p>`}
      <label class="composer-label" for="composer-text">
        ${note ? t("compose.note_label") : label}
      </label>
      <div class="composer-row">
        <textarea
          id="composer-text"
          ref=${field}
          rows="2"
          value=${text}
          aria-describedby="composer-help"
          aria-invalid=${tooLong}
          placeholder=${t(note ? "compose.note_placeholder" : "compose.answer_placeholder")}
          onInput=${typed}
          onKeyDown=${pressed}
        ></textarea>
        ${mine && html`<${AttachButton} id=${id} />`}
        <button class="button ${note ? "button-note" : "button-primary"}" disabled=${!sendable}>
          ${note ? t("compose.note_send") : send}
        </button>
      </div>
      ${mine && html`<${Attached} id=${id} onRemoved=${() => field.current.focus()} />`}
      <p class="hint" id="composer-help" role=${tooLong ? "alert" : null}>
        ${text.length >= COUNT_FROM
          ? t("compose.too_long", { most: format.number(LONGEST_TEXT), count: format.number(text.length) })
          : t(mails ? "promise.keys" : "compose.keys")}
      </p>
    </form>
  `;
}

/** Until when an answer is promised, and where it goes. */
function Promised({ promise }) {
  const { t, format, language } = useLocale();
  const { clock } = useDesk();
  const now = clock.at(useNow(TICK_MS));
  const due = dueText(t, format, language, promise, now);
  return html`<p class="composer-why">
    <strong class=${isOverdue(promise, now) ? "composer-overdue" : ""}>${t("promise.why", { due })}</strong>
    ${" "}${t("promise.where", { email: promise.email })}
  </p>`;
}

function AudienceSwitch({ audience, onChange }) {
  const { t } = useLocale();
  const option = (value, label) => html`
    <label class="audience-item audience-${value}">
      <input type="radio" name="audience" value=${value} checked=${audience === value} onChange=${() => onChange(value)} />
      <span>${label}</span>
    </label>
  `;
  return html`
    <fieldset class="audience">
      <legend class="visually-hidden">${t("compose.audience")}</legend>
      ${option("everyone", t("compose.answer"))} ${option("staff", t("compose.note"))}
    </fieldset>
  `;
}

function whyNot(floor) {
  return { queue: "compose.wait", agent: "compose.other", bot: "compose.bot", closed: "compose.closed" }[floor];
}
