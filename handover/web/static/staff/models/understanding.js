// How the bot read a turn, as the staff see it.

const LIKELY_AT_MOST = 5;

/** The meanings that the bot weighed, likeliest first, without the fallback (that is no meaning). */
export function meanings(ranking) {
  return [...(ranking ?? [])]
    .filter(({ intent }) => intent !== "nlu_fallback")
    .sort((one, other) => other.confidence - one.confidence)
    .slice(0, LIKELY_AT_MOST);
}

/** What was recognised in the text: `[{name, value}]`, each once. */
export function recognised(entities) {
  const found = new Map();
  for (const { entity, value } of entities ?? []) found.set(`${entity}\n${asText(value)}`, { name: entity, value });
  return [...found.values()];
}

/** A value of a slot or an entity as text; an amount as people write it. */
export function asText(value) {
  if (typeof value?.amount === "string") return [value.amount, value.currency].filter(Boolean).join(" ");
  return value !== null && typeof value === "object" ? JSON.stringify(value) : String(value);
}
