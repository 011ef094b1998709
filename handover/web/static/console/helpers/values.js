// A slot's value as a person reads it: one line, of bounded length, whatever the customer wrote.

import { asText } from "../../staff/models/understanding.js";

const LONGEST = 80;
const MOST_OF_A_LIST = 4;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

// Threat: a customer's text that breaks the line, or with marks of direction turns the words after it around.
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;

/** The value of slot `name` as text, or null where there is nothing to say. @param {Function} t A translator. */
export function shown(t, format, name, value) {
  if (value === null || value === undefined) return null;
  const known = `value.${name}.${value}`;
  if (typeof value !== "object" && t.has(known)) return t(known);
  if (typeof value === "boolean") return t(value ? "headline.yes" : "headline.no");
  if (Array.isArray(value)) return list(value.map((each) => shown(t, format, name, each)).filter(Boolean));
  if (typeof value === "object" && !value.amount) return address(value) ?? list(Object.values(value).map((each) => line(asText(each))));
  return isDay(value) ? format.date(value) : line(asText(value));
}

/** One line of at most 80 characters, or null where nothing is left. */
function line(text) {
  const whole = [...text.replace(UNSEEN, " ").replace(/\s+/g, " ").trim()];
  if (whole.length === 0) return null;
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST - 1).join("")}…` : whole.join("");
}

function list(texts) {
  if (texts.length === 0) return null;
  const more = texts.length > MOST_OF_A_LIST ? ["…"] : [];
  return [...texts.slice(0, MOST_OF_A_LIST), ...more].join(", ");
}

/** An address as it stands on a parcel, without the name; null where this is none. */
export function address({ street, postcode, city, country }) {
  if (typeof street !== "string" || typeof city !== "string") return null;
  return [line(street), line([postcode, city].filter(Boolean).join(" ")), country && line(String(country))].filter(Boolean).join(", ");
}

function isDay(value) {
  return typeof value === "string" && DAY.test(value) && !Number.isNaN(Date.parse(value));
}
