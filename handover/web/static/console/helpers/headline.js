// What an agent reads first: which order, how it was proven, what for; what failed; what the bot was still asking.

import { shown } from "./values.js";
import { vouchedFor } from "./vouched.js";

/** What each matter is about, in the order in which people would say it. A slot of none of them is said of any. */
const ESSENTIALS = new Map([
  ["track_order", []],
  ["cancel_order", []],
  ["change_shipping_address", ["address_of", "new_address", "moves_on"]],
  ["return_item", ["items", "product"]],
  ["report_damaged_item", ["items", "product"]],
  ["get_refund", ["items", "product"]],
  ["track_refund", []],
  ["check_invoice", []],
  ["get_invoice", ["email"]],
  ["recover_password", ["email"]],
  ["newsletter_subscription", ["newsletter", "email"]],
  ["product_information", ["product"]],
  ["product_availability", ["product"]],
]);
const OF_SOME_MATTER = new Set([...ESSENTIALS.values()].flat());

/** These are told without proof: the shop's page says the same to everybody. */
const FOR_EVERYBODY = new Set(["product_information", "product_availability"]);

/** Told in its own place, or not for people at all: a proof, a yes, what the bot keeps for itself. */
const NOT_SAID = new Set([
  "language", "order_number", "postcode", "code", "confirmed", "skus", "verified", "verified_by", "last_task",
]);

/**
 * The headline of a conversation, as text and never as markup.
 *
 * @param {{t: Function, format: object, context: ?object, customer?: ?object}} about `context` is the wire's
 *   `{slots, order, verified, task, asked, failed}`; any of it may be missing or newer than this page.
 * @returns {{sentence: string, failed: ?{text: string, detail: ?string}, asked: ?string} | null} Null where nothing is
 *   known that is worth a headline.
 */
export function headline({ t, format, context, customer = null }) {
  const known = recordOf(context);
  const task = word(known.task);
  const order = shown(t, format, "order_number", known.order);
  const failed = failure(t, recordOf(known.failed));
  const asked = word(known.asked);
  if (!task && !order && !failed) return null;
  const proven = proof({ t, format, known, order, task, customer });
  const about = matter(t, format, task, known);
  const parts = order ? [t("headline.order", { order }), proven, about] : [capital(about), proven];
  return {
    sentence: parts.filter(Boolean).join(", "),
    failed,
    asked: asked && t("headline.asked", { what: nameOfAsked(t, asked) }),
  };
}

/** The same in a few words, for a list. @param {{task: ?string, order: ?string}} item */
export function shortHeadline(t, { task, order }) {
  const name = word(task) && capital(taskName(t, word(task)));
  return [name, word(order)].filter(Boolean).join(" · ") || null;
}

function proof({ t, format, known, order, task, customer }) {
  const proofs = Object.entries(recordOf(known.verified)).map(([subject, how]) => [subject, t.word("proof", word(how) ?? "other")]);
  const ofOrder = proofs.find(([subject]) => order && subject === known.order);
  const ofAddresses = proofs
    .filter(([subject]) => subject.includes("@"))
    .map(([subject, how]) => t("headline.proven_address", { subject: shown(t, format, "email", subject), how }));
  if (ofOrder) return [t("headline.proven", { how: ofOrder[1] }), ...ofAddresses].join(", ");
  if (ofAddresses.length > 0) return ofAddresses.join(", ");
  if (!order && vouchedFor(customer)) return t("headline.signed_in");
  return !order && FOR_EVERYBODY.has(task) ? null : t("headline.unproven");
}

function matter(t, format, task, known) {
  const slots = Object.entries(recordOf(known.slots)).filter(([name]) => !NOT_SAID.has(name));
  const own = task ? (ESSENTIALS.get(task) ?? [...OF_SOME_MATTER]) : [];
  const said = [
    ...own.flatMap((name) => slots.filter(([slot]) => slot === name).map(([, value]) => worded(t, format, name, value))),
    ...slots.filter(([name]) => !OF_SOME_MATTER.has(name)).map(([name, value]) => labelled(t, format, name, value)),
  ].filter(Boolean);
  const name = task ? taskName(t, task) : t("headline.no_task");
  return said.length > 0 ? t("headline.matter", { task: name, what: said.join(", ") }) : name;
}

/** A value that says by itself what it is, or with the words that its slot puts around it. */
function worded(t, format, name, value) {
  const text = shown(t, format, name, value);
  return text && t.has(`said.${name}`) ? t(`said.${name}`, { value: text }) : text;
}

function labelled(t, format, name, value) {
  const text = shown(t, format, name, value);
  return text && t("headline.slot", { name: t.word("slot", name), value: text });
}

function failure(t, failed) {
  const action = word(failed.action);
  const kind = word(failed.kind);
  if (!action && !kind) return null;
  const step = action ? stepOf(action) : null;
  const during = step && t.has(`during.${step}`) ? t(`during.${step}`) : t("headline.during_other");
  const what = kind && t.has(`went_wrong.${kind}`) ? t(`went_wrong.${kind}`) : t("headline.went_wrong_other");
  return { text: t("headline.failed", { during, what }), detail: word(failed.detail)?.replace(NAME_OF_STEP, "") ?? null };
}

/** What a detail begins with, for the log: the step, which is told in words here. */
const NAME_OF_STEP = /^[a-z]+(_[a-z]+)+: /;

/** `action_cancel_order` and `validate_cancel_order_form` are the same step to a person. */
const stepOf = (action) => action.replace(/^(action|validate)_/, "").replace(/_form$/, "");

const taskName = (t, task) => (t.has(`task.${task}`) ? t(`task.${task}`) : t.word("intent", task));

const nameOfAsked = (t, slot) => (t.has(`asked.${slot}`) ? t(`asked.${slot}`) : t.word("slot", slot));

/** A thing with fields, whatever came. */
function recordOf(thing) {
  return thing !== null && typeof thing === "object" && !Array.isArray(thing) ? thing : {};
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

const word = (thing) => (typeof thing === "string" && thing.trim() ? thing.trim() : null);
