// What to tell a person when a request failed: what happened and what to do next.

/** @param {Function} t A translator. @param {unknown} error Mostly an ApiError. */
export function errorText(t, error) {
  const code = error?.code;
  if (code && t.has(`error.${code}`)) return t(`error.${code}`, { seconds: error.retryAfter ?? 30 });
  if (error?.status === 429) return t("error.rate_limited", { seconds: error.retryAfter ?? 30 });
  if (error?.status === 409) return t("error.wrong_state");
  if (error?.status === 400 || error?.status === 422) return t("error.not_valid");
  if (error?.status === 403) return t("error.forbidden");
  if (error?.status === 404) return t("error.not_found");
  if (error?.status >= 500) return t("error.service");
  return t("error.other", { code: code ?? error?.message ?? "?" });
}
