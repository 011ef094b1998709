/**
 * Who the host site says is signed in: the `sub` of its token, or null. Only read to notice that another person sits
 * here now; whether the token is true is the service's to check.
 */
export function subject(token) {
  try {
    const payload = token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    return JSON.parse(atob(payload)).sub ?? null;
  } catch {
    return null;
  }
}
