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

/**
 * A moment ahead in the customer's own time zone: the hour alone today, with the weekday within a week, else with the date. Not
 * "tomorrow": the words may stand there over midnight.
 */
export function moment(at, texts, language, now = new Date()) {
  const time = new Date(at);
  const days = Math.round((midnight(time) - midnight(now)) / 86_400_000);
  const clock = `${time.getHours()}:${String(time.getMinutes()).padStart(2, "0")}`;
  if (days === 0) return texts.moment(null, clock);
  const near = days > 0 && days < 7;
  return texts.moment(format(time, language, near ? { weekday: "long" } : { weekday: "long", day: "numeric", month: "long" }), clock);
}

// Days are counted by the calendar: one on which the clock is changed has 23 or 25 hours.
function midnight(time) {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate());
}

const MOST_MINUTES = 90;

/**
 * A range of seconds as people say it: whole minutes, from ten on in steps of five, from thirty on of ten, and hours beyond an
 * hour and a half. Rounded outwards: what holds 8 times out of 10 must not hold less often for being said. `{from, to, inHours}`.
 */
export function span(low, high) {
  const inHours = high > MOST_MINUTES * 60;
  const unit = inHours ? 3600 : 60;
  return { from: rounded(low / unit, Math.floor), to: rounded(high / unit, Math.ceil), inHours };
}

function rounded(count, round) {
  const step = count <= 10 ? 1 : count <= 30 ? 5 : 10;
  return round(count / step) * step;
}

// We write the times of Europe: "en" alone would be American, with am and pm.
function format(time, language, options) {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options).format(time);
}
