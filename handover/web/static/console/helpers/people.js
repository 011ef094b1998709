// How customers are called where their name may be unknown.

const TOLD_APART_BY = 4;

/**
 * Their name, else their address, else `Guest` with the beginning of the conversation's id, so that guests in a list
 * can be told apart.
 *
 * @param {{id?: string, customer?: {name: ?string, email: ?string}|null}} conversation @param {Function} t A translator.
 */
export function nameOf({ id, customer }, t) {
  return customer?.name || customer?.email || t("guest", { mark: (id ?? "").slice(0, TOLD_APART_BY).toUpperCase() }).trim();
}
