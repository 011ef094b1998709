/**
 * What the host site's token says of who is signed in: `{sub, until}`, both null where it says nothing, `until` in seconds
 * since 1970. Only read to notice that another person sits here now, or that the word is a newer one; whether the token is
 * true is the service's to check.
 */
export function claimed(token) {
  try {
    const payload = token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    const { sub, exp } = JSON.parse(atob(payload));
    return { sub: sub ?? null, until: exp ?? null };
  } catch {
    return { sub: null, until: null };
  }
}
