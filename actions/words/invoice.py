"""What is said about invoices."""

from actions.words.sentence import Written

SUMMARY = Written("invoice", "summary")
DUE = Written("invoice", "due")
PAID = Written("invoice", "paid")
NONE_YET = Written("invoice", "none_yet")
NONE_CANCELLED = Written("invoice", "none_cancelled")
COPY = Written("invoice", "copy")
SOMETHING_IS_WRONG = Written("invoice", "something_is_wrong")
HERE_IT_IS = Written("invoice", "here_it_is")
BY_MAIL = Written("invoice", "by_mail")
MAILED = Written("invoice", "mailed")
NOT_MAILED = Written("invoice", "not_mailed")
TOO_MANY_MAILS = Written("invoice", "too_many_mails")
