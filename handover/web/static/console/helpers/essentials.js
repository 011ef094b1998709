// What an agent needs before the first word, as label and text.

import { pageName } from "../../staff/helpers/format.js";

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
    { key: "identity", ...identity(t, customer, context) },
    page && { key: "page", text: pageName(page) },
    language && { key: "language", text: format.language(language) },
    customer?.email && { key: "contact", text: customer.email },
    outcome && { key: "outcome", text: t.word("outcome", outcome) },
    rating && { key: "rating", text: ratingText(t, rating) },
  ];
  return facts.filter(Boolean).map((fact) => ({ ...fact, label: t(`facts.${fact.key}`) }));
}

function identity(t, customer, context) {
  const proofs = Object.entries(context?.verified ?? {}).map(([order, how]) => `${order} ${t.word("verified", how)}`);
  if (customer?.verified) proofs.unshift(t("facts.identity_signed"));
  return proofs.length > 0
    ? { text: proofs.join(", "), tone: "good" }
    : { text: t("facts.identity_none"), tone: "open" };
}

function ratingText(t, { stars, comment }) {
  return [t("facts.stars", { stars }), comment].filter(Boolean).join(": ");
}
