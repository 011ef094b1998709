// What an agent needs before the first word, as label and text.

import { pageName } from "../../staff/helpers/format.js";
import { vouchedFor } from "./vouched.js";

/**
 * @returns {{key: string, label: string, text: string, tone?: string, brief?: boolean}[]} `brief` ones are also shown
 *   while the panel is closed. What is not known is left out, but for whether the customer was verified.
 */
export function essentials({ t, format, summary, context, rating }) {
  const { customer, reason, page, language, outcome } = summary;
  const order = context?.order ?? null;
  const facts = [
    reason && { key: "reason", text: t.word("reason", reason), brief: true },
    order && { key: "order", text: order, brief: true },
    { key: "identity", ...identity(t, format, customer, context) },
    page && { key: "page", text: pageName(page) },
    language && { key: "language", text: format.language(language) },
    customer?.email && { key: "contact", text: customer.email },
    outcome && { key: "outcome", text: t.word("outcome", outcome) },
    rating && { key: "rating", text: ratingText(t, rating) },
  ];
  return facts.filter(Boolean).map((fact) => ({ ...fact, label: t(`facts.${fact.key}`) }));
}

function identity(t, format, customer, context) {
  const proofs = Object.entries(context?.verified ?? {}).map(([order, how]) => `${order} ${t.word("verified", how)}`);
  const now = vouchedFor(customer);
  const at = customer?.verified_until && format.time(customer.verified_until);
  if (now) proofs.unshift(t("facts.identity_signed", { at }));
  const tone = proofs.length > 0 ? "good" : "open";
  if (customer?.verified && !now) proofs.push(at ? t("facts.identity_was", { at }) : t("facts.identity_was_once"));
  return { text: proofs.join(", ") || t("facts.identity_none"), tone };
}

function ratingText(t, { stars, comment }) {
  return [t("facts.stars", { stars }), comment].filter(Boolean).join(": ");
}
