// How deliveries, whom they go to, and what went wrong with them are called.

/** @param {string} target The name of a webhook, or `mail`. */
export function targetName(t, target) {
  return target === "mail" ? t("deliveries.mail") : target;
}

/** What a delivery is: an event by the name that it has in the settings, or a mail. */
export function deliveryName(t, { target, event, to }) {
  if (target !== "mail") return t("deliveries.what", { target, event: event ?? "?" });
  return to ? t("deliveries.mail_to", { to }) : t("deliveries.mail");
}

/** What went wrong, from the one word of the wire. */
export function deliveryError(t, { target, error }) {
  const status = /^http_(\d{3})$/.exec(error)?.[1];
  if (status === "410") return t("delivery_error.gone");
  if (status === "503" && target === "mail") return t("delivery_error.no_mail_server");
  if (status?.startsWith("3")) return t("delivery_error.redirect", { status });
  if (status) return t("delivery_error.status", { status });
  return t.has(`delivery_error.${error}`) ? t(`delivery_error.${error}`) : t("delivery_error.ours", { code: error });
}
