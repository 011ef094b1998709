/** The hour for today, weekday and hour within a week, else the date; "" for a time that cannot be read. */
export function shortTime(at, language, now = new Date()) {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return "";
  const hour = { hour: "2-digit", minute: "2-digit" };
  if (time.toDateString() === now.toDateString()) return format(time, language, hour);
  const days = (now - time) / 86_400_000;
  return format(time, language, days < 6 ? { weekday: "short", ...hour } : { day: "numeric", month: "short", ...hour });
}

/** A day and an hour in words, for promises. */
export function longTime(at, language) {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return "";
  return format(time, language, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
}

/** Whole minutes, at least one; `null` stays `null`, because an unknown wait is never made up. */
export function minutes(seconds) {
  return typeof seconds === "number" ? Math.max(1, Math.round(seconds / 60)) : null;
}

// We write the times of Europe: "en" alone would be American, with am and pm.
function format(time, language, options) {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options).format(time);
}
