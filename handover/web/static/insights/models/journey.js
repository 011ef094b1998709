// The customers' way: which touchpoints lie in which stage, and how many went from where to where.

import { MOMENTS } from "./rules.js";

/** More matters than that cover each other in the picture; the rest goes as one. */
export const MOST_MATTERS = 8;

/** The steps of a way, named as what conversations can be filtered by. */
export const WAY = ["touchpoint", "matter", "failure", "outcome"];
const REST = "…";

/**
 * The stages of the wire with their touchpoints, and beside each touchpoint what it was in the period before.
 *
 * @param {{stages: object[]}} journey
 * @param {{touchpoints: object[]}} figures
 * @param {?{touchpoints: object[]}} before
 */
export function stagesOf({ stages }, { touchpoints }, before = null) {
  const known = new Map(touchpoints.map((one) => [one.touchpoint, one]));
  const earlier = new Map((before?.touchpoints ?? []).map((one) => [one.touchpoint, one]));
  const within = (names) => names.filter((name) => known.has(name)).map((name) => ({ ...known.get(name), before: earlier.get(name) ?? null }));
  return stages.map((stage) => ({ ...stage, touchpoints: within(stage.touchpoints) }));
}

/** The touchpoints that most move the rating, most first. */
export function momentsOf({ touchpoints }) {
  return touchpoints.filter((one) => one.moment_of_truth !== null).sort((one, other) => one.moment_of_truth - other.moment_of_truth);
}

/** Where a difference was seen in fewer ratings than one can build on: most first, as many as there may be moments of truth. */
export function candidatesOf({ touchpoints }, most = MOMENTS) {
  return touchpoints
    .filter(({ touchpoint, moment }) => touchpoint !== null && moment?.small && moment.low > 0)
    .sort((one, other) => other.moment.moves - one.moment.moves)
    .slice(0, most);
}

/**
 * The flows of the wire as a chart takes them: a column for each step of the way.
 *
 * @param {{touchpoint: ?string, matter: ?string, failure: ?string, outcome: ?string, count: number}[]} ways
 * @param {{stages: string[], nameOf: (step: string, value: ?string) => string, rest: string, to: (filters: object) => string}} words
 *   `rest` names all the matters that are not shown by themselves, `to` is the address of the conversations behind some filters.
 */
export function flowsOf(ways, { stages, nameOf, rest, to }) {
  const shown = commonest(ways);
  const folded = ways.map((way) => ({ ...way, matter: shown.has(way.matter) ? way.matter : REST }));
  const [nodes, links] = [new Map(), new Map()];
  for (const way of folded) {
    for (const [stage, step] of WAY.entries()) {
      const value = way[step];
      const node = idOf(step, value);
      if (!nodes.has(node)) nodes.set(node, { id: node, stage, label: value === REST ? rest : nameOf(step, value), to: leadsTo(to, { [step]: value }) });
      if (stage === 0) continue;
      const before = WAY[stage - 1];
      const link = `${idOf(before, way[before])}>${node}`;
      const href = leadsTo(to, { [before]: way[before], [step]: value });
      const { count } = links.get(link) ?? { count: 0 };
      links.set(link, { from: idOf(before, way[before]), to: node, count: count + way.count, href });
    }
  }
  return { stages, nodes: [...nodes.values()], links: [...links.values()] };
}

/**
 * What there is at one step of the ways that fit some filters, the commonest first, and at the end what is chosen though it is nowhere.
 *
 * @param {object} filters By other steps of the way; those by anything else are not looked at.
 * @returns {{key: string, count: ?number}[]} `key` as on the wire: `none` for what is not known.
 */
export function valuesOf(ways, step, filters, chosen = null) {
  const counts = new Map();
  for (const way of ways) {
    if (!WAY.every((name) => fits(way[name] ?? "none", filters[name]))) continue;
    const key = way[step] ?? "none";
    counts.set(key, (counts.get(key) ?? 0) + way.count);
  }
  const found = [...counts].map(([key, count]) => ({ key, count })).sort((one, other) => other.count - one.count);
  return chosen && !counts.has(chosen) ? [...found, { key: chosen, count: null }] : found;
}

function fits(value, wanted) {
  if (!wanted) return true;
  return wanted === "any" ? value !== "none" : wanted.split(",").includes(value);
}

/** The way that most went, or null. */
export function commonestWay(ways) {
  return ways.reduce((most, way) => (most === null || way.count > most.count ? way : most), null);
}

function commonest(ways) {
  const counts = new Map();
  for (const { matter, count } of ways) counts.set(matter, (counts.get(matter) ?? 0) + count);
  const ranked = [...counts].sort(([, one], [, other]) => other - one).map(([matter]) => matter);
  return new Set(ranked.length > MOST_MATTERS + 1 ? ranked.slice(0, MOST_MATTERS) : ranked);
}

/** What is put together has no list of its own. */
function leadsTo(to, chosen) {
  const values = Object.entries(chosen);
  if (values.some(([, value]) => value === REST)) return null;
  return to(Object.fromEntries(values.map(([step, value]) => [step, value ?? "none"])));
}

function idOf(step, value) {
  return `${step}:${value ?? ""}`;
}
