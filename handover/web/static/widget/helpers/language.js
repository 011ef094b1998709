const SPOKEN = ["de", "en"];

/** The first of the candidates that we speak, as `de` or `de-CH`; German when there is none. */
export function firstSpoken(...candidates) {
  const found = candidates.find((candidate) => SPOKEN.includes(bare(candidate)));
  const country = found?.match(/[-_]([a-z]{2})$/i)?.[1];
  return found ? [bare(found), ...(country ? [country.toUpperCase()] : [])].join("-") : "de";
}

/** `de` for `de-CH` and for `DE_ch`; "" for nothing. */
export function bare(language) {
  return (language ?? "").toLowerCase().split(/[-_]/)[0];
}
