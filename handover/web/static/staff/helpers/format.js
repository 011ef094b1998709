// Numbers, times and addresses as people read them.

const LOCALES = { de: "de-DE", en: "en-GB" };
const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

/** The formats of one language. Times are shown in a zone; where none is given, in that of the browser. */
export function formats(language, timeZone) {
  const locale = LOCALES[language];
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone });
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone });
  const short = new Intl.DateTimeFormat(locale, { day: "2-digit", month: "2-digit", year: "numeric", timeZone });
  const calendar = new Intl.DateTimeFormat(locale, { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" });
  const dayMonth = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(locale, { month: "short", year: "2-digit", timeZone: "UTC" });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const number = new Intl.NumberFormat(locale);
  const decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const rounded = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const precise = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  return {
    time: (at) => time.format(new Date(at)),
    day: (at) => day.format(new Date(at)),
    date: (at) => short.format(new Date(at)),
    dateTime: (at) => `${short.format(new Date(at))}, ${time.format(new Date(at))}`,
    /** Dates of the calendar (`2026-11-23`), which are midnight in UTC wherever the browser is. */
    calendar: (at) => calendar.format(new Date(at)),
    dayMonth: (at) => dayMonth.format(new Date(at)),
    month: (at) => month.format(new Date(at)),
    /** The short name of a weekday; Monday is 0. */
    weekday: (day) => weekday.format(new Date(Date.UTC(2024, 0, 1 + day))),
    number: (value) => number.format(value),
    decimal: (value) => decimal.format(value),
    precise: (value) => precise.format(value),
    percent: (part) => percent.format(part),
    share: (part) => share.format(part),
    money: (amount, currency) => new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount),
    amount: (amount, currency) => amountText(locale, amount, currency),
    /** At most one digit behind the point. */
    short: (value) => rounded.format(value),
    bytes: (count) => bytesText(locale, count),
    language: (code) => languageName(locale, code),
  };
}

/** Money as one tells it: without small change from a hundred on, and where there is none. */
function amountText(locale, amount, currency) {
  const digits = Math.abs(amount) >= 100 || Number.isInteger(amount) ? 0 : 2;
  return new Intl.NumberFormat(locale, { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(amount);
}

/** Kilobytes and megabytes of a thousand, as file managers count them. */
function bytesText(locale, count) {
  const [unit, size] = count >= 1_000_000 ? ["megabyte", count / 1_000_000] : ["kilobyte", Math.max(0.1, count / 1000)];
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(size);
}

function languageName(locale, code) {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(code);
  } catch {
    return String(code);
  }
}

/**
 * How long something has taken, short: `8 s`, `3 min`, `1 h 05 min`, `2 d`. The units are the same in both languages
 * but for the day.
 */
export function duration(seconds, language) {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < MINUTE_S) return `${whole} s`;
  if (whole < HOUR_S) return `${Math.floor(whole / MINUTE_S)} min`;
  if (whole < DAY_S) {
    const minutes = Math.floor((whole % HOUR_S) / MINUTE_S);
    return `${Math.floor(whole / HOUR_S)} h ${String(minutes).padStart(2, "0")} min`;
  }
  const days = Math.floor(whole / DAY_S);
  return language === "de" ? `${days} ${days === 1 ? "Tag" : "Tage"}` : `${days} ${days === 1 ? "day" : "days"}`;
}

/** `address` when a click on it can only open a page; else null. Threat: `javascript:` from a customer's client. */
export function safeLink(address) {
  try {
    const { protocol, href } = new URL(address);
    return protocol === "https:" || protocol === "http:" ? href : null;
  } catch {
    return null;
  }
}

/** What to show for a page: its title, else the path of its address. */
export function pageName(page) {
  if (!page) return null;
  if (page.title) return page.title;
  try {
    return new URL(page.url).pathname;
  } catch {
    return String(page.url);
  }
}
