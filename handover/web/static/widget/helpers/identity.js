/**
 * What the host site's token says of who is signed in: `{sub, email, until}`, all null where it says nothing, `until` in seconds
 * since 1970. Only read to notice that another person sits here now, or that the word is a newer one; whether the token is
 * true is the service's to check.
 */
export function claimed(token) {
  try {
    const payload = token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const { sub, email, exp } = JSON.parse(new TextDecoder().decode(bytes));
    return { sub: sub ?? null, email: email ?? null, until: exp ?? null };
  } catch {
    return { sub: null, email: null, until: null };
  }
}
