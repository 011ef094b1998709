import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, beforeEach, test } from "node:test";

import { Api, Refused } from "../../../handover/web/static/widget/models/api.js";

const CONVERSATION = { id: "c-1", token: "secret" };
let server, api, asked, answer;

before(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    asked = { method: request.method, path: request.url, headers: request.headers, body: body && JSON.parse(body) };
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  api = new Api(`http://127.0.0.1:${server.address().port}/chat/`);
});

after(() => server.close());

beforeEach(() => {
  answer = { status: 201, headers: { "Content-Type": "application/json" }, body: "{}" };
});

async function refusal() {
  try {
    await api.message(CONVERSATION, { id: "m-1", text: "Hallo" });
  } catch (error) {
    assert.ok(error instanceof Refused);
    return error;
  }
  return assert.fail("it was not refused");
}

test("a command carries the conversation's token and nothing of the browser's cookies", async () => {
  answer.body = '{"seq": 7}';
  assert.deepEqual(await api.message(CONVERSATION, { id: "m-1", text: "Hallo" }), { seq: 7 });
  assert.equal(asked.method, "POST");
  assert.equal(asked.path, "/chat/api/conversations/c-1/messages");
  assert.equal(asked.headers.authorization, "Bearer secret");
  assert.equal(asked.headers.cookie, undefined);
  assert.deepEqual(asked.body, { id: "m-1", text: "Hallo" });
});

test("opening a conversation needs no token", async () => {
  await api.open({ id: "x", language: "de" });
  assert.equal(asked.path, "/chat/api/conversations");
  assert.equal(asked.headers.authorization, undefined);
});

test("changing one's mind is a DELETE with an empty answer", async () => {
  answer = { status: 204, headers: {}, body: "" };
  assert.equal(await api.withdraw(CONVERSATION), null);
  assert.equal(asked.method, "DELETE");
});

for (const [status, kind] of [[400, "invalid"], [401, "gone"], [403, "forbidden"], [404, "gone"], [409, "conflict"], [413, "too_long"], [422, "invalid"], [429, "too_many"], [500, "unavailable"], [503, "unavailable"]]) {
  test(`${status} is: ${kind}`, async () => {
    answer.status = status;
    assert.equal((await refusal()).kind, kind);
  });
}

test("the service's code and the time to wait are passed on", async () => {
  answer = { status: 429, headers: { "Retry-After": "12" }, body: '{"error": {"code": "too_many_requests", "message": "…", "details": null}}' };
  const refused = await refusal();
  assert.equal(refused.code, "too_many_requests");
  assert.equal(refused.retryAfterS, 12);
});

test("an answer that is no JSON, as proxies give it, is a refusal like any other", async () => {
  answer = { status: 503, headers: { "Content-Type": "text/html" }, body: "<h1>Bad gateway</h1>" };
  const refused = await refusal();
  assert.deepEqual([refused.kind, refused.code, refused.retryAfterS], ["unavailable", null, null]);
});

test("no answer at all is: offline", async () => {
  const nowhere = new Api("http://127.0.0.1:9/", async () => {
    throw new TypeError("fetch failed");
  });
  await assert.rejects(nowhere.withdraw(CONVERSATION), (refused) => refused.kind === "offline");
});

test("the socket is beside the API, with ws for http and wss for https", () => {
  assert.equal(new Api("https://lotse.test/chat/").socketUrl(CONVERSATION), "wss://lotse.test/chat/api/conversations/c-1/socket");
  assert.match(api.socketUrl(CONVERSATION), /^ws:\/\/127/);
});
