const SPOKEN = ["de", "en"];

// Where German is written without ß.
const SWISS = ["CH", "LI"];

/**
 * The first of the candidates that we speak, as `de` or `de-CH`; German when there is none. A page in German that names no
 * country leaves the spelling to the browser's.
 */
export function firstSpoken(...candidates) {
  const spoken = candidates.filter((candidate) => SPOKEN.includes(bare(candidate)));
  if (spoken.length === 0) return "de";
  const language = bare(spoken[0]);
  const swiss = language === "de" && spoken.slice(1).find((other) => bare(other) === "de" && isSwiss(other));
  const country = countryOf(spoken[0]) ?? (swiss ? countryOf(swiss) : null);
  return country ? `${language}-${country}` : language;
}

/** Whether German is written there as in Switzerland, without ß. */
export function isSwiss(language) {
  return bare(language) === "de" && SWISS.includes(countryOf(language));
}

/** `de` for `de-CH` and for `DE_ch`; "" for nothing. */
export function bare(language) {
  return (language ?? "").toLowerCase().split(/[-_]/)[0];
}

function countryOf(language) {
  return language?.match(/[-_]([a-z]{2})$/i)?.[1].toUpperCase() ?? null;
}
