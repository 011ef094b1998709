// A conversation read over HTTP alone, page by page.

/** `{value, events}`: the facts and all events that staff may see. Raises ApiError. */
export async function readAll(api, id) {
  const path = `/api/conversations/${encodeURIComponent(id)}`;
  const value = await api.get(path);
  const events = [];
  for (let after = 0, more = true; more; ) {
    const page = await api.get(`${path}/events?after=${after}`);
    events.push(...page.events);
    after = page.events.at(-1)?.seq ?? page.last_seq;
    more = page.more && page.events.length > 0;
  }
  return { value, events };
}
