// What marks somebody who waits: how urgent it is, what it takes to help them, and who is being asked.

import { html } from "../../vendor/preact-htm.js";
import { useLocale, useStore } from "../../staff/controllers/hooks.js";
import { DEFAULT_TEAM, teamName } from "../models/teams.js";
import { useDesk } from "./desk.js";

/** @param {{item: object, asked: boolean}} props A summary of the wire, and whether to say to whom it is offered. */
export function Needs({ item, asked = true }) {
  const { t, language } = useLocale();
  const { me, teams } = useDesk();
  const known = useStore(teams);
  const { at_front: first, priority, team, skills = [], wanted_agent: wanted, offer } = item;
  const marks = [
    first && { tone: "urgent", text: t("waiting.at_front") },
    priority > 0 && { tone: "urgent", text: t.word("priority", priority) },
    wanted === me.id && { tone: "mine", text: t("waiting.for_me") },
    team && team !== DEFAULT_TEAM && { text: t("waiting.team", { team: teamName(known, team, language) }) },
    skills.length > 0 && { text: t("waiting.skills", { skills: skills.join(", ") }) },
    asked && offer && { tone: "offered", text: offeredTo(t, offer.agent, me) },
  ].filter(Boolean);
  if (marks.length === 0) return null;
  return html`
    <ul class="needs">
      ${marks.map(({ tone = "plain", text }) => html`<li class="tag needs-${tone}">${text}</li>`)}
    </ul>
  `;
}

function offeredTo(t, agent, me) {
  return agent.id === me.id ? t("waiting.offered_me") : t("waiting.offered", { name: agent.name });
}
