// Writing an answer or a note. The two never look alike: colour, label, placeholder and button say which it is.

import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { useLocale, useStore } from "../../staff/controllers/hooks.js";
import { AttachButton, Attached, useDropping } from "./attaching.js";
import { useDesk } from "./desk.js";

const LONGEST_TEXT = 4000;
const COUNT_FROM = 3600;

export function Composer({ id, floor, agent, name }) {
  const { t, format } = useLocale();
  const { me, drafts, commands, uploads, workspace } = useDesk();
  const [draft, setDraft] = useState(() => drafts.get(id));
  const field = useRef(null);
  const mine = agent?.id === me.id;
  const audience = mine ? draft.audience : "staff";
  const note = audience === "staff";
  const text = draft[audience];
  const tooLong = text.length > LONGEST_TEXT;
  useStore(workspace);
  const [over, dropping] = useDropping(id, mine);
  const arrived = uploads.of(id).some(({ state }) => state === "done");
  const sendable = !tooLong && !uploads.busy(id) && (text.trim() || arrived);

  useEffect(() => {
    if (mine && !matchMedia("(pointer: coarse)").matches) field.current?.focus();
  }, [mine]);

  function change(some) {
    setDraft(drafts.put(id, some));
    workspace.touch();
  }

  function typed(event) {
    change({ [audience]: event.target.value });
    if (!note) commands.typing(id);
  }

  function submit(event) {
    event.preventDefault();
    if (!sendable) return;
    drafts.put(id, { audience });
    commands.sendDraft(id, (names) => t("attach.without_words", { names }));
    setDraft(drafts.get(id));
    field.current.focus();
  }

  function pressed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  }

  return html`
    <form class="composer composer-${note ? "note" : "answer"} ${over ? "composer-over" : ""}" onSubmit=${submit} ...${dropping}>
      ${mine
        ? html`<${AudienceSwitch} audience=${audience} onChange=${(next) => change({ audience: next })} />`
        : html`<p class="composer-why">${t(whyNot(floor), { name: agent?.name ?? t("author.agent") })}</p>`}
      <label class="composer-label" for="composer-text">
        ${note ? t("compose.note_label") : t("compose.answer_label", { name })}
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
          ${note ? t("compose.note_send") : t("compose.answer_send", { name })}
        </button>
      </div>
      ${mine && html`<${Attached} id=${id} onRemoved=${() => field.current.focus()} />`}
      <p class="hint" id="composer-help" role=${tooLong ? "alert" : null}>
        ${text.length >= COUNT_FROM
          ? t("compose.too_long", { most: format.number(LONGEST_TEXT), count: format.number(text.length) })
          : t("compose.keys")}
      </p>
    </form>
  `;
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
