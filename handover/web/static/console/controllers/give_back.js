// Giving a conversation back: to whoever can help, to a team, or to a colleague.

import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { errorText } from "../../staff/helpers/errors.js";
import { useLocale } from "../../staff/controllers/hooks.js";
import { aboutColleague, aboutTeam, targetOf, targets } from "../helpers/targets.js";
import { Deed } from "./deed.js";
import { useDesk } from "./desk.js";

const ANYBODY = "anybody";

export function GiveBack({ id, name, onClose }) {
  const { t, format, language } = useLocale();
  const { commands } = useDesk();
  const { teams, colleagues, busy, problem } = useTargets();
  const [chosen, setChosen] = useState(ANYBODY);
  const choice = (value, label, about) => html`
    <label class="choice choice-target" key=${value}>
      <input type="radio" name="to" value=${value} checked=${chosen === value} onChange=${() => setChosen(value)} />
      <span>${label} <span class="hint">${about}</span></span>
    </label>
  `;
  const named = [...teams, ...colleagues].find((one) => one.id === targetOf(chosen)?.id);
  return html`
    <${Deed}
      id=${id}
      title=${t("give_back.title")}
      submit=${t("give_back.submit")}
      done=${named ? "act.done_transfer" : "act.done_give_back"}
      values=${named && { name: named.names?.[language] ?? named.name }}
      act=${() => commands.giveBack(id, targetOf(chosen)?.to ?? null)}
      onClose=${onClose}
    >
      <p>${t("give_back.text", { name })}</p>
      <fieldset class="choices">
        <legend>${t("give_back.to")}</legend>
        ${choice(ANYBODY, t("give_back.anybody"), t("give_back.anybody_help"))}
      </fieldset>
      ${teams.length > 1 &&
      html`<fieldset class="choices">
        <legend>${t("give_back.teams")}</legend>
        ${teams.map((team) => choice(`team ${team.id}`, team.names[language], aboutTeam(t, format, team)))}
      </fieldset>`}
      ${colleagues.length > 0 &&
      html`<fieldset class="choices">
        <legend>${t("give_back.colleagues")}</legend>
        ${colleagues.map((one) => choice(`agent ${one.id}`, one.name, aboutColleague(t, language, one)))}
        <p class="hint">${t("give_back.absent_help")}</p>
      </fieldset>`}
      <p class="hint" role="status">
        ${busy ? t("app.loading") : problem && `${t("give_back.unknown")} ${errorText(t, problem)}`}
      </p>
    <//>
  `;
}

/** Whom it can be given to, asked for when the dialog opens: who is there changes. */
function useTargets() {
  const { api, teams, me } = useDesk();
  const [found, setFound] = useState({ teams: [], colleagues: [], busy: true, problem: null });
  useEffect(() => {
    let open = true;
    const show = (answer) => open && setFound({ teams: [], colleagues: [], busy: false, problem: null, ...answer });
    Promise.all([teams.load(), api.get("/api/agents")]).then(
      ([known, { items }]) => show({ teams: known, colleagues: targets(items, me) }),
      (problem) => show({ problem }),
    );
    return () => {
      open = false;
    };
  }, []);
  return found;
}
