// The customers' way: nothing is lost on it, and each part opens what is behind it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { chosenBy } from "../../../handover/web/static/insights/helpers/chosen.js";
import { conversationAddress, conversationsAddress, placeOf } from "../../../handover/web/static/insights/models/address.js";
import { namedTexts } from "../../../handover/web/static/insights/models/named.js";
import { candidatesOf, commonestWay, flowsOf, momentsOf, MOST_MATTERS, stagesOf, valuesOf } from "../../../handover/web/static/insights/models/journey.js";
import { formats } from "../../../handover/web/static/staff/helpers/format.js";
import { translator } from "../../../handover/web/static/staff/models/texts.js";
import { texts } from "../../../handover/web/static/insights/texts/index.js";

const way = (touchpoint, matter, failure, outcome, count) => ({ touchpoint, matter, failure, outcome, count });
const words = {
  stages: ["Place", "Matter", "Failure", "Outcome"],
  nameOf: (step, value) => `${step} ${value}`,
  rest: "others",
  to: (filters) => new URLSearchParams(filters).toString(),
};
const sum = (links) => links.reduce((all, { count }) => all + count, 0);

test("as many leave each step as come to it, whatever is put together", () => {
  const matters = Array.from({ length: 20 }, (_, number) => way("cart", `m${number}`, number % 2 ? "no_result" : null, null, 30 - number));
  const { nodes, links } = flowsOf([...matters, way(null, null, null, "self_served", 5)], words);
  const total = matters.reduce((all, { count }) => all + count, 5);
  const stageOf = new Map(nodes.map(({ id, stage }) => [id, stage]));
  for (const stage of [0, 1, 2]) assert.equal(sum(links.filter(({ from }) => stageOf.get(from) === stage)), total);
  assert.equal(nodes.filter(({ stage }) => stage === 1).length, MOST_MATTERS + 1);
});

test("each part opens the conversations behind it, and what was put together opens nothing", () => {
  const many = Array.from({ length: 12 }, (_, number) => way("cart", `m${number}`, null, null, 12 - number));
  const { nodes, links } = flowsOf([way(null, "big", null, "self_served", 50), ...many], words);
  assert.equal(nodes.find(({ label }) => label === "others").to, null);
  assert.equal(nodes.find(({ label }) => label === "touchpoint null").to, "touchpoint=none");
  assert.equal(links.find(({ from }) => from === "matter:big").href, "matter=big&failure=none");
  assert.equal(links.find(({ to }) => to === "outcome:self_served").href, "failure=none&outcome=self_served");
  assert.equal(links.find(({ from, to }) => from === "touchpoint:cart" && to === "matter:…").href, null);
});

test("the commonest way is the one that most went", () => {
  assert.equal(commonestWay([way("a", "b", null, null, 1), way("c", "d", null, null, 7)]).touchpoint, "c");
  assert.equal(commonestWay([]), null);
});

test("stages have their touchpoints in order, with what they were in the period before", () => {
  const journey = { stages: [{ stage: "buy", touchpoints: ["cart", "till"] }, { stage: null, touchpoints: [null] }] };
  const now = { touchpoints: [{ touchpoint: null, contacts: 1 }, { touchpoint: "till", contacts: 2 }, { touchpoint: "cart", contacts: 3 }] };
  const before = { touchpoints: [{ touchpoint: "cart", contacts: 9 }] };
  const [buy, elsewhere] = stagesOf(journey, now, before);
  assert.deepEqual(buy.touchpoints.map(({ contacts, before: was }) => [contacts, was?.contacts]), [[3, 9], [2, undefined]]);
  assert.deepEqual(elsewhere.touchpoints.map(({ contacts }) => contacts), [1]);
});

test("moments of truth come in their order", () => {
  const figures = { touchpoints: [{ touchpoint: "a", moment_of_truth: 2 }, { touchpoint: "b", moment_of_truth: null }, { touchpoint: "c", moment_of_truth: 1 }] };
  assert.deepEqual(momentsOf(figures).map(({ touchpoint }) => touchpoint), ["c", "a"]);
});

test("where a difference was seen in few ratings it is told apart, and what may be none is left out", () => {
  const seen = (touchpoint, moves, low, small) => ({ touchpoint, moment: { moves, low, small } });
  const touchpoints = [seen("a", 0.2, 0.1, true), seen("b", 0.9, 0.4, true), seen("c", 2, -0.1, true), seen("d", 1, 0.5, false), seen(null, 3, 1, true)];
  const found = candidatesOf({ touchpoints: [...touchpoints, { touchpoint: "e", moment: null }] });
  assert.deepEqual(found.map(({ touchpoint }) => touchpoint), ["b", "a"]);
});

test("conversations are narrowed by what there is on the way of those that are chosen already, the commonest first", () => {
  const ways = [way("cart", "a", "gave_up", "x", 1), way("cart", "b", null, null, 4), way("help", "b", "gave_up", "x", 8), way(null, "a", "gave_up", "x", 2)];
  assert.deepEqual(valuesOf(ways, "touchpoint", {}).map(({ key, count }) => [key, count]), [["help", 8], ["cart", 5], ["none", 2]]);
  assert.deepEqual(valuesOf(ways, "matter", { touchpoint: "cart,none" }), [{ key: "b", count: 4 }, { key: "a", count: 3 }]);
  assert.deepEqual(valuesOf(ways, "matter", { touchpoint: "cart", failure: "any", weekday: "1" }), [{ key: "a", count: 1 }]);
  assert.deepEqual(valuesOf(ways, "matter", { failure: "none" }, "c"), [{ key: "b", count: 4 }, { key: "c", count: null }]);
});

test("touchpoints are called as the owner calls them, also those that are new", () => {
  const touchpoints = [{ id: "cart", names: { de: "Körbchen", en: "Basket" } }, { id: "gift_wrap", names: { de: "Einpacken", en: "Wrapping" } }];
  const t = translator("en", [{ "touchpoint.cart": "Cart", "touchpoint.help": "Help" }]).with(namedTexts("touchpoint", touchpoints, "en"));
  assert.deepEqual(["cart", "gift_wrap", "help"].map((id) => t.word("touchpoint", id)), ["Basket", "Wrapping", "Help"]);
});

test("one conversation is at its address, with the list that one came from", () => {
  const filters = { touchpoint: "cart,none", failure: "any" };
  const { pathname, search } = new URL(conversationAddress("7c", { period: "7d" }, filters), "http://lotse.example");
  assert.deepEqual(placeOf({ pathname, search }), { page: "conversation", id: "7c", period: { period: "7d" }, filters });
  const list = new URL(conversationsAddress({ period: "7d" }, { matter: "track_order" }), "http://lotse.example");
  assert.deepEqual(placeOf(list), { page: "conversations", id: null, period: { period: "7d" }, filters: { matter: "track_order" } });
});

test("what conversations are chosen by is said in words, also what nobody has a word for", () => {
  const t = translator("en", [texts.en, { "touchpoint.cart": "Cart", "failure.no_result": "Nothing found" }]);
  const said = (name, value) => chosenBy(t, formats("en"), name, value);
  assert.equal(said("touchpoint", "cart,none,gift_wrap"), "Cart, place unknown, gift wrap");
  assert.equal(said("outcome", "none"), "still open");
  assert.equal(said("failure", "none"), "none");
  assert.equal(said("failure", "any"), "any");
  assert.equal(said("team", "bike_workshop"), "bike workshop");
  assert.equal(said("failure", "no_result"), "Nothing found");
  assert.equal(said("durable", "false"), "came back");
  assert.equal(said("durable", "perhaps"), "perhaps");
  assert.equal(said("matter", "none"), "not known");
  assert.equal(said("hour", "9"), "from 9:00");
  assert.equal(said("page", "/shop/cart"), "/shop/cart");
});
