// A file on its way to the service.

import assert from "node:assert/strict";
import { test } from "node:test";

import { upload } from "../../../handover/web/static/staff/helpers/upload.js";

/** What a browser's request does, as far as it is used here; a test ends it. */
class Request {
  static last = null;
  upload = {};
  headers = {};
  constructor() {
    Request.last = this;
  }
  open(method, path) {
    Object.assign(this, { method, path });
  }
  send(body) {
    this.body = body;
  }
  abort() {
    this.onabort();
  }
  getResponseHeader(name) {
    return this.headers[name] ?? null;
  }
  answer(status, text, headers = {}) {
    Object.assign(this, { status, responseText: text, headers });
    this.onload();
  }
}

function begun() {
  const told = [];
  const abort = new AbortController();
  const file = new File(["%PDF-1.7"], "Rechnung.pdf");
  const ended = upload({ Request, path: "/files", file, id: "u1", onProgress: (share) => told.push(share), signal: abort.signal });
  return { ended, request: Request.last, told, abort };
}

test("a file goes as a form, says how far it is, and gives what the service kept", async () => {
  const { ended, request, told } = begun();
  assert.deepEqual([request.method, request.path, request.body.get("id")], ["POST", "/files", "u1"]);
  assert.equal(request.body.get("file").name, "Rechnung.pdf");
  request.upload.onprogress({ loaded: 2, total: 8 });
  request.upload.onprogress({ loaded: 0, total: 0 });
  assert.deepEqual(told, [0.25, 0]);
  request.answer(201, '{"id": "f1"}');
  assert.deepEqual(await ended, { id: "f1" });
});

test("a refusal carries the service's code, also where its body cannot be read", async () => {
  for (const [status, text, headers, expected] of [
    [415, '{"error": {"code": "unsupported_media_type"}}', {}, { code: "unsupported_media_type", status: 415, retryAfter: null }],
    [429, '{"error": {"code": "too_many"}}', { "Retry-After": "20" }, { code: "too_many", status: 429, retryAfter: 20 }],
    [502, "<html>", {}, { code: "status_502", status: 502, retryAfter: null }],
  ]) {
    const { ended, request } = begun();
    request.answer(status, text, headers);
    await assert.rejects(ended, expected);
  }
});

test("no connection, no patience and a change of mind are told apart", async () => {
  for (const [happens, code] of [
    [({ request }) => request.onerror(), "unreachable"],
    [({ request }) => request.ontimeout(), "timeout"],
    [({ abort }) => abort.abort(), "aborted"],
  ]) {
    const sending = begun();
    happens(sending);
    await assert.rejects(sending.ended, { code, status: 0 });
  }
});
