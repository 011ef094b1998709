// Sending a file, with how far it is: `fetch` cannot tell that of what it sends.

import { ApiError } from "./api.js";

const PATIENCE_MS = 120_000;

/**
 * Send `file` as the form field `file`; `id` makes a repetition recognisable.
 *
 * @param {{Request: typeof XMLHttpRequest, path: string, file: File, id: string, onProgress: (share: number) => void,
 *   signal: AbortSignal}} options `onProgress` is told from 0 to 1. @returns {Promise<object>} What the service answers.
 * Raises ApiError; `aborted` when `signal` ended it.
 */
export function upload({ Request, path, file, id, onProgress, signal }) {
  const form = new FormData();
  form.append("id", id);
  form.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new Request();
    const fail = (code) => () => reject(new ApiError(0, code));
    request.open("POST", path);
    request.timeout = PATIENCE_MS;
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = fail("unreachable");
    request.ontimeout = fail("timeout");
    request.onabort = fail("aborted");
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body);
      else reject(failure(request, body));
    };
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

function failure(request, body) {
  const retryAfter = Number(request.getResponseHeader("Retry-After")) || null;
  const code = body?.error?.code ?? `status_${request.status}`;
  return new ApiError(request.status, code, { details: body?.error?.details ?? null, retryAfter });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
