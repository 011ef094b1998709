import assert from "node:assert/strict";
import { test } from "node:test";

import { ApiError, createApi } from "../../../handover/web/static/staff/helpers/api.js";
import { createSession } from "../../../handover/web/static/staff/models/session.js";

const ANN = { id: "ann", name: "Ann", role: "agent", availability: "online" };

function service(answers) {
  const asked = [];
  const fetch = async (path, { method, body }) => {
    asked.push({ method, path, body });
    const [status, answer, headers = {}] = answers[`${method} ${path}`] ?? [404, {}];
    return new Response(status === 204 ? null : JSON.stringify(answer), { status, headers });
  };
  return { asked, session: createSession((onUnauthorised) => createApi({ fetch, onUnauthorised })) };
}

test("nobody is signed in until somebody signs in", async () => {
  const { session } = service({ "GET /api/me": [401, {}] });
  await session.load();
  assert.deepEqual(session.get(), { phase: "signed_out", me: null });
});

test("who signs in is asked for, so that both ways into the page know the same", async () => {
  const { session, asked } = service({ "POST /api/session": [200, { agent: ANN }], "GET /api/me": [200, ANN] });
  await session.signIn("ann@bergwerk.example", "secret");
  assert.deepEqual(session.get(), { phase: "signed_in", me: ANN });
  assert.equal(asked[0].body, JSON.stringify({ email: "ann@bergwerk.example", password: "secret" }));
});

test("when the session ends the person stays, so that drafts below the sign-in stay too", async () => {
  const { session } = service({ "GET /api/me": [200, ANN], "GET /api/conversations": [401, {}] });
  await session.load();
  await assert.rejects(session.api.get("/api/conversations"), { status: 401 });
  assert.deepEqual(session.get(), { phase: "expired", me: ANN });
});

test("a wrong password is told and signs nobody in", async () => {
  const { session } = service({ "GET /api/me": [401, {}], "POST /api/session": [401, { error: { code: "not_signed_in" } }] });
  await session.load();
  await assert.rejects(session.signIn("ann@bergwerk.example", "wrong"), { code: "not_signed_in" });
  assert.equal(session.get().phase, "signed_out");
});

test("a service that is away is no sign-out", async () => {
  const fetch = async () => {
    throw new TypeError("network");
  };
  const session = createSession((onUnauthorised) => createApi({ fetch, onUnauthorised }));
  await session.load();
  assert.equal(session.get().phase, "unreachable");
});

test("an error carries what the service said about it", async () => {
  const agent = { id: "ben", name: "Ben" };
  const { session } = service({
    "PUT /api/conversations/1/assignment": [409, { error: { code: "already_accepted", details: { agent } } }],
    "GET /api/busy": [429, {}, { "Retry-After": "7" }],
  });
  await assert.rejects(session.api.put("/api/conversations/1/assignment"), (error) => {
    assert.ok(error instanceof ApiError);
    assert.deepEqual(error.details, { agent });
    return true;
  });
  await assert.rejects(session.api.get("/api/busy"), { code: "status_429", retryAfter: 7 });
});
