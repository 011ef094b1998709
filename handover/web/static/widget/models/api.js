const PATIENCE_MS = 15_000;

/**
 * A command that did not get through, `kind` says why: see `kindOf`; `offline` means that no answer came at all. `fields` are
 * the names of those that cannot be taken.
 */
export class Refused extends Error {
  constructor(kind, { code = null, retryAfterS = null, fields = [] } = {}) {
    super(kind);
    Object.assign(this, { kind, code, retryAfterS, fields });
  }
}

/** The commands of a customer, as in docs/protocol.md. Each answers the parsed body (null when empty) or throws `Refused`. */
export class Api {
  #base;
  #fetch;

  constructor(base, fetch = (...args) => globalThis.fetch(...args)) {
    this.#base = base;
    this.#fetch = fetch;
  }

  open(body) {
    return this.#call("POST", "api/conversations", { body });
  }

  renew({ id, token }, body) {
    return this.#call("PUT", path(id, "identity"), { token, body });
  }

  message({ id, token }, body) {
    return this.#call("POST", path(id, "messages"), { token, body });
  }

  escalate({ id, token }, body) {
    return this.#call("POST", path(id, "escalation"), { token, body });
  }

  withdraw({ id, token }) {
    return this.#call("DELETE", path(id, "escalation"), { token });
  }

  promise({ id, token }, body) {
    return this.#call("POST", path(id, "promise"), { token, body });
  }

  judge({ id, token }, body) {
    return this.#call("POST", path(id, "judgements"), { token, body });
  }

  rate({ id, token }, body) {
    return this.#call("POST", path(id, "rating"), { token, body });
  }

  visit({ id, token }, body) {
    return this.#call("POST", path(id, "visits"), { token, body });
  }

  events({ id, token }, after) {
    return this.#call("GET", `${path(id, "events")}?after=${after}`, { token });
  }

  async file({ id, token }, file) {
    return (await this.#send("GET", path(id, `files/${encodeURIComponent(file)}`), { token })).blob();
  }

  /** Where the socket of a conversation is: ws for http, wss for https. */
  socketUrl({ id }) {
    return new URL(path(id, "socket"), this.#base).href.replace(/^http/, "ws");
  }

  async #call(method, where, what) {
    const response = await this.#send(method, where, what);
    return response.status === 204 ? null : response.json().catch(() => null);
  }

  async #send(method, where, { token, body }) {
    const headers = {};
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body) headers["Content-Type"] = "application/json";
    let response;
    try {
      response = await this.#fetch(new URL(where, this.#base).href, {
        method,
        headers,
        body: body && JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    } catch {
      throw new Refused("offline");
    }
    if (!response.ok) throw await refusal(response);
    return response;
  }
}

function path(id, rest) {
  return `api/conversations/${encodeURIComponent(id)}/${rest}`;
}

async function refusal(response) {
  const body = await response.json().catch(() => null);
  const seconds = Number(response.headers.get("Retry-After"));
  const details = body?.error?.details;
  return new Refused(kindOf(response.status), {
    code: body?.error?.code ?? null,
    retryAfterS: seconds > 0 ? Math.ceil(seconds) : null,
    fields: Array.isArray(details) ? details.map(({ field }) => field) : [],
  });
}

function kindOf(status) {
  if (status === 401 || status === 404) return "gone";
  if (status === 409) return "conflict";
  if (status === 413) return "too_long";
  if (status === 400 || status === 415 || status === 422) return "invalid";
  if (status === 429) return "too_many";
  return status >= 500 ? "unavailable" : "forbidden";
}
