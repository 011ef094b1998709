// The one way the staff pages speak to the service: JSON over HTTP, failures as ApiError.

const PATIENCE_MS = 15_000;

export class ApiError extends Error {
  /**
   * @param {number} status HTTP status; 0 when no answer came.
   * @param {string} code The service's error code; `unreachable` or `timeout` when no answer came.
   * @param {{details?: unknown, retryAfter?: number|null}} more retryAfter in seconds.
   */
  constructor(status, code, { details = null, retryAfter = null } = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.details = details;
    this.retryAfter = retryAfter;
  }
}

/**
 * @param {{fetch: typeof fetch, onUnauthorised: () => void}} options onUnauthorised is told of every 401.
 */
export function createApi({ fetch, onUnauthorised }) {
  async function request(method, path, body) {
    const headers = { Accept: "application/json" };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const response = await answer(() =>
      fetch(path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        credentials: "same-origin",
        signal: AbortSignal.timeout(PATIENCE_MS),
      }),
    );
    if (response.ok) return response.status === 204 ? null : answer(() => response.json());
    if (response.status === 401) onUnauthorised();
    throw await failure(response);
  }

  return {
    get: (path) => request("GET", path),
    post: (path, body = {}) => request("POST", path, body),
    put: (path, body = {}) => request("PUT", path, body),
    delete: (path, body) => request("DELETE", path, body),
  };
}

async function answer(attempt) {
  try {
    return await attempt();
  } catch (error) {
    throw new ApiError(0, error.name === "TimeoutError" ? "timeout" : "unreachable");
  }
}

async function failure(response) {
  const body = await response.json().catch(() => null);
  const retryAfter = Number(response.headers.get("Retry-After")) || null;
  return new ApiError(response.status, body?.error?.code ?? `status_${response.status}`, {
    details: body?.error?.details ?? null,
    retryAfter,
  });
}
