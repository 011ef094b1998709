// The teams of the plan, for their names.

import { createStore } from "../../staff/models/store.js";

/** Who has everything that belongs to no other team. */
export const DEFAULT_TEAM = "default";

/** A store of teams as `GET /api/teams` tells them; empty until they are known, and without them ids have to do. */
export function createTeams(api) {
  const store = createStore([]);
  return {
    get: store.get,
    subscribe: store.subscribe,

    /** Raises ApiError. */
    async load() {
      const { items } = await api.get("/api/teams");
      store.set(items);
      return items;
    },
  };
}

/** How the team with this id is called in `language`. */
export const teamName = (teams, id, language) => teams.find((team) => team.id === id)?.names[language] ?? id;
