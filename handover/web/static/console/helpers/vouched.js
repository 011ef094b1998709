/** Whether the host site's word for who the customer is counts now; afterwards somebody else may sit there. */
export function vouchedFor(customer, now = Date.now()) {
  return Boolean(customer?.verified && customer.verified_until) && now < Date.parse(customer.verified_until);
}
