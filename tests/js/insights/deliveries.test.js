import assert from "node:assert/strict";
import { test } from "node:test";

import { deliveryError, deliveryName, targetName } from "../../../handover/web/static/insights/helpers/deliveries.js";
import { deliveriesAddress, deliveryQuery, placeOf } from "../../../handover/web/static/insights/models/address.js";
import { createOutgoing, deadOf } from "../../../handover/web/static/insights/models/outgoing.js";
import de from "../../../handover/web/static/insights/texts/de.js";
import { translator } from "../../../handover/web/static/staff/models/texts.js";

const t = translator("de", [de]);
const place = (address) => placeOf(new URL(address, "http://lotse.example"));

test("the list in the address is the one that is asked for, and the dead ones where none is", () => {
  const address = deliveriesAddress({ period: "7d" }, { state: "waiting", target: "shop" });
  assert.equal(place(address).page, "deliveries");
  assert.deepEqual(place(address).period, { period: "7d" });
  assert.deepEqual(Object.fromEntries(new URLSearchParams(deliveryQuery(place(address), "next"))), {
    state: "waiting",
    target: "shop",
    after: "next",
  });
  assert.equal(deliveryQuery(place("/insights/deliveries?kind=x")), "state=dead");
});

test("a delivery is called by its event as it is set, and a mail by whom it is for as long as that is known", () => {
  assert.equal(deliveryName(t, { target: "shop", event: "closed", to: null }), "shop: closed");
  assert.equal(deliveryName(t, { target: "mail", event: null, to: "c…@example.com" }), "E-Mail an c…@example.com");
  assert.equal(deliveryName(t, { target: "mail", event: null, to: null }), "E-Mail");
  assert.equal(targetName(t, "mail"), "E-Mail");
});

test("what went wrong is said in words", () => {
  const said = (error, target = "shop") => deliveryError(t, { target, error });
  assert.equal(said("timeout"), "keine Antwort innerhalb der Zeit");
  assert.equal(said("certificate"), "das Zertifikat des Empfängers ist nicht gültig");
  assert.equal(said("http_500"), "Antwort 500");
  assert.match(said("http_302"), /leitet anderswohin \(302\)/);
  assert.match(said("http_410"), /will nichts mehr/);
  assert.match(said("http_503", "mail"), /LOTSE_SMTP_URL/);
  assert.equal(said("http_503"), "Antwort 503");
  assert.equal(said("KeyError"), "ein Fehler bei uns (KeyError)");
});

test("after one is begun anew the figures and the list are read again", async () => {
  const asked = [];
  const api = {
    get: async (path) => (asked.push(path), { targets: [{ target: "shop", dead: 0 }] }),
    post: async (path, body) => (asked.push([path, body]), { count: 4 }),
  };
  const outgoing = createOutgoing(api, () => asked.push("list"));
  await outgoing.again({ id: "a/b" });
  assert.deepEqual(asked, [["/api/deliveries/a%2Fb/attempts", {}], "/api/insights/deliveries", "list"]);
  assert.deepEqual([outgoing.get().begun, outgoing.get().busy], [1, false]);
  await outgoing.allAgain("shop");
  await outgoing.allAgain();
  assert.deepEqual(asked.filter(Array.isArray).slice(1), [
    ["/api/deliveries/attempts", { target: "shop" }],
    ["/api/deliveries/attempts", {}],
  ]);
  assert.equal(outgoing.get().begun, 4);
});

test("what failed is told, and can be tried again", async () => {
  const api = {
    get: async () => ({ targets: [] }),
    post: async () => {
      throw new Error("away");
    },
  };
  const outgoing = createOutgoing(api, () => assert.fail("nothing changed"));
  await outgoing.allAgain();
  assert.equal(outgoing.get().problem.message, "away");
  assert.deepEqual([outgoing.get().busy, outgoing.get().begun], [false, null]);
  await outgoing.load();
  assert.equal(outgoing.get().problem, null);
});

test("the dead are counted over all targets, or of one", () => {
  const targets = [
    { target: "shop", dead: 2 },
    { target: "mail", dead: 1 },
  ];
  assert.deepEqual([deadOf(targets), deadOf(targets, "mail"), deadOf(targets, "other")], [3, 1, 0]);
});
