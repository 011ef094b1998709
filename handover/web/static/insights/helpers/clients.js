// How a network address is called, of which there is a hash alone.

const SHOWN = 8;

/** @param {?string} client A hash; null where attempts from several addresses were counted together. */
export function clientName(t, client) {
  return client === null ? t("refusals.several") : t("refusals.client", { client: client.slice(0, SHOWN) });
}
