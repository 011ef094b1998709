// Orders as an agent looks through them.

import { vouchedFor } from "./vouched.js";

/** The order that the conversation is about comes first, then the newest. */
export function inOrder(orders, concerned) {
  const rank = ({ number }) => (number === concerned ? 0 : 1);
  return [...orders].sort((one, other) => rank(one) - rank(other) || other.placed_on.localeCompare(one.placed_on));
}

/** Whether it was proved that the order is this customer's: by a proof in the chat, or by the host site's word for them. */
export function isTheirs(order, { context, customer }) {
  const owner = vouchedFor(customer) && customer.email?.toLowerCase() === order.email?.toLowerCase();
  return owner || Object.hasOwn(context?.verified ?? {}, order.number);
}

/** What comes back in a return, as people call it. @param {"de" | "en"} language */
export function returned({ skus }, lines, language) {
  return skus.map((sku) => nameIn(lines.find((line) => line.sku === sku)?.name ?? sku, language)).join(", ");
}

/** A name of the shop in `language`. */
export const nameIn = (name, language) => name?.[language] ?? String(name);

/** Where staff get a document of an order, below its conversation. */
export const documentOf = (conversation, order, file) =>
  `${encodeURIComponent(conversation)}/orders/${encodeURIComponent(order)}/${file.split("/").map(encodeURIComponent).join("/")}`;
