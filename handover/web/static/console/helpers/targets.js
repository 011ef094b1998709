// Whom a conversation can be given to, and what to know of them before.

/** The colleagues of `me`: who is there and has room first, then by name. */
export function targets(agents, me) {
  const rank = (one) => (isThere(one) ? (hasRoom(one) ? 0 : 1) : 2);
  return agents
    .filter(({ id }) => id !== me.id)
    .sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}

/** `{id, to}` of a choice like `team returns`, with `to` as the wire has it; null for one that names nobody. */
export function targetOf(chosen) {
  const [kind, id] = chosen.split(" ");
  return id ? { id, to: { [kind]: id } } : null;
}

export function aboutTeam(t, format, { open, opens_at: at }) {
  if (open) return t("give_back.open");
  return at ? t("give_back.opens", { at: format.dateTime(at) }) : t("give_back.closed");
}

export function aboutColleague(t, language, one) {
  const languages = one.languages.map((code) => code.toUpperCase()).join(", ");
  const room = { count: one.assigned, capacity: one.capacity };
  return [
    isThere(one) ? t("give_back.there") : one.present && one.availability === "away" ? t("give_back.away") : t("give_back.not_there"),
    hasRoom(one) ? t("give_back.room", room) : t("give_back.full", room),
    one.team.names[language],
    languages,
    ...one.skills,
  ].join(" · ");
}

const isThere = ({ present, availability }) => present && availability === "online";

const hasRoom = ({ assigned, capacity }) => assigned < capacity;
