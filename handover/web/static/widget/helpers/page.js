/**
 * The page as it is told to the service. The query stays behind: it is where sites keep search words, mail addresses and
 * tokens. A fragment is kept only where it is a route (`#/cart`).
 */
export function describe(location, title) {
  const route = /^#!?\//.test(location.hash) ? location.hash.split("?")[0] : "";
  return { url: `${location.origin}${location.pathname}${route}`.slice(0, 2000), title: title.trim().slice(0, 200) };
}
