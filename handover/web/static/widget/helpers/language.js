const SPOKEN = ["de", "en"];

/** The first of the candidates that we speak, with its region (`de-CH`); German when there is none. */
export function firstSpoken(...candidates) {
  return candidates.find((candidate) => SPOKEN.includes(bare(candidate))) ?? "de";
}

/** `de` for `de-CH` and for `DE_ch`; "" for nothing. */
export function bare(language) {
  return (language ?? "").toLowerCase().split(/[-_]/)[0];
}
