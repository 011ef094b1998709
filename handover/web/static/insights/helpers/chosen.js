// What conversations are chosen by, in words.

import { nameOfKey } from "./names.js";

const GROUPS = { matter: "intent", failure: "failure", outcome: "outcome", reason: "reason", cause: "cause" };
const SAID = new Set(["durable", "handed_over", "rated"]);

/** The value of a filter as people say it. */
export function chosenBy(t, format, name, value) {
  if (name === "touchpoint") {
    const known = (one) => (one === "none" ? null : one);
    return value.split(",").map((one) => nameOfKey(t, format, "touchpoint", known(one))).join(", ");
  }
  if (t.has(`chosen.${name}.${value}`)) return t(`chosen.${name}.${value}`);
  if (value === "none" || value === "any") return t(`chosen.${value}`);
  if (SAID.has(name)) return value;
  if (name === "language") return format.language(value);
  if (name === "weekday") return format.weekday(Number(value));
  if (name === "hour") return t("chosen.hour_text", { hour: value });
  return GROUPS[name] ? t.word(GROUPS[name], value) : value;
}
