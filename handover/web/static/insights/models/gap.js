// A gap, and what an owner does about it.

import { createStore } from "../../staff/models/store.js";

export const STATES = ["open", "planned", "fixed", "verified", "wont_do"];

/**
 * A store of `{gap, problem, refused, busy, done}`: `problem` is why it could not be read, `refused` why something was not done, and
 * `done` which noun of the wire was done last, with its answer: `{noun, answer}`.
 *
 * @param {object} api
 * @param {string} id
 * @param {() => string} query The period, as on the wire.
 */
export function createGap(api, id, query) {
  const store = createStore({ gap: null, problem: null, refused: null, busy: false, done: null });
  const path = `/api/gaps/${encodeURIComponent(id)}`;

  async function load() {
    try {
      store.update({ gap: await api.get(`${path}?${query()}`), problem: null });
    } catch (problem) {
      store.update({ problem });
    }
  }

  async function act(noun, body) {
    store.update({ busy: true, refused: null, done: null });
    try {
      const answer = await api.post(`${path}/${noun}`, body);
      await load();
      store.update({ done: { noun, answer } });
    } catch (refused) {
      store.update({ refused });
    }
    store.update({ busy: false });
  }

  return { get: store.get, subscribe: store.subscribe, load, act };
}

/** Every gap, page by page: those that an owner brings together with a large one are small, and stand at the end. */
export async function everyGap(api, query) {
  const items = [];
  let after = null;
  do {
    const found = await api.get(`/api/gaps?${new URLSearchParams(after ? { ...query, after } : query)}`);
    items.push(...found.items);
    after = found.next;
  } while (after);
  return items;
}

/** What it is called: what an owner said, else its words in the reader's language, else in another; null where nobody can tell. */
export function gapName({ name, names }, language) {
  return name || names?.[language] || Object.values(names ?? {})[0] || null;
}

/** What a kind of failure mostly comes from, where no agent said it. */
const CAUSE_OF = {
  no_result: "missing_content",
  out_of_scope: "missing_content",
  not_understood: "misunderstood",
  unhelpful_answer: "unclear_content",
  asked_again: "unclear_content",
  came_back: "unclear_content",
  asked_for_person: "customer_preferred_person",
};

/**
 * What its failures mostly come from: `{cause, by, count, of}`. Agents who had them know best (`by: "cause"`), else their kind tells
 * (`by: "kind"`), `count` times `of` so many; null where neither does.
 */
export function adviceOf({ causes, kinds }) {
  const sum = (rows) => rows.reduce((all, { count }) => all + count, 0);
  const said = causes.filter(({ key }) => key !== null);
  if (said.length > 0) return { cause: said[0].key, by: "cause", count: said[0].count, of: sum(said) };
  const counts = new Map();
  for (const { key, count } of kinds) {
    if (CAUSE_OF[key]) counts.set(CAUSE_OF[key], (counts.get(CAUSE_OF[key]) ?? 0) + count);
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most ? { cause: most[0], by: "kind", count: most[1], of: sum(kinds) } : null;
}

/** How it changed against the time before: `{direction: "more" | "less" | "same" | "new", by}`; null where there is none. */
export function change({ count, before }) {
  if (before === null || before === undefined) return null;
  if (before === 0 && count > 0) return { direction: "new", by: count };
  const direction = count > before ? "more" : count < before ? "less" : "same";
  return { direction, by: Math.abs(count - before) };
}
