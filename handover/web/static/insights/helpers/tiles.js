// Figures of the wire as tiles say them; `before` is the same figure of the period before, or null where nothing is compared.

import { duration } from "../../staff/helpers/format.js";
import { countChange, rateChange } from "../models/comparison.js";
import { rangeText } from "../models/chart_table.js";

/** A share with its range: `{value, range, few, change}`. */
export function rateTile(t, format, rate, before) {
  return {
    value: rate.share === null ? t("tile.none") : format.percent(rate.share),
    range: rangeText(format.percent, rate),
    few: rate.of > 0 && rate.small,
    change: before && rateChangeText(t, format, rate, before),
  };
}

function rateChangeText(t, format, rate, before) {
  const found = rateChange(rate, before);
  if (!found) return t("change.none");
  const values = { before: format.percent(before.share), points: signed(format.short, found.points) };
  return `${t("change.rate", values)} ${t(found.sure ? "change.sure" : "change.chance")}`;
}

/** A count: `{value, change}`. */
export function countTile(t, format, count, before) {
  const part = before === null ? null : countChange(count, before);
  const values = { before: format.number(before ?? 0), part: part === null ? "" : signed(format.percent, part) };
  return {
    value: format.number(count),
    change: before === null ? null : t(part === null ? "change.before" : "change.count", values),
  };
}

/** A mean of stars: `{value, few, change}`. */
export function starsTile(t, format, { average, count }, before, few) {
  const known = before && before.average !== null && average !== null;
  const values = known && { before: format.decimal(before.average), by: signed(format.decimal, average - before.average) };
  return {
    value: average === null ? t("tile.none") : format.decimal(average),
    few: count > 0 && count < few,
    change: before && t(known ? "change.stars" : "change.none", values || {}),
  };
}

/** How long something takes, in the middle: `{value, few, change}`. */
export function spreadTile(t, language, { median_s: median, count, small }, before) {
  const was = before?.median_s ?? null;
  return {
    value: took(median, language),
    few: count > 0 && small,
    change: before && (was === null ? t("change.none") : t("change.before", { before: took(was, language) })),
  };
}

/** How long something took; less than a second is not nothing. */
export function took(seconds, language) {
  if (seconds === null) return "–";
  return seconds < 1 ? "<1 s" : duration(seconds, language);
}

function signed(say, value) {
  const said = say(Math.abs(value));
  if (said === say(0)) return `±${said}`;
  return `${value > 0 ? "+" : "−"}${said}`;
}
