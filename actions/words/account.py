"""What is said on the way to an account, about the newsletter and a forgotten password."""

from actions.words.sentence import Written

EMAIL_UNREADABLE = Written("account", "email_unreadable")
CODE_SENT = Written("account", "code_sent")
CODE_UNREADABLE = Written("account", "code_unreadable")
WRONG_CODE = Written("account", "wrong_code")
ANOTHER_CODE = Written("account", "another_code")
TOO_MANY_MAILS = Written("account", "too_many_mails")
NOT_PROVED = Written("account", "not_proved")
NO_ACCOUNT = Written("account", "no_account")
RESET_TO = Written("account", "reset_to")
RESET_SENT = Written("account", "reset_sent")
NEWSLETTER_CODE_ON = Written("account", "newsletter_code_on")
NEWSLETTER_CODE_OFF = Written("account", "newsletter_code_off")
NEWSLETTER_ON = Written("account", "newsletter_on")
NEWSLETTER_OFF = Written("account", "newsletter_off")
NEWSLETTER_ALREADY_ON = Written("account", "newsletter_already_on")
NEWSLETTER_ALREADY_OFF = Written("account", "newsletter_already_off")
NEWSLETTER_KEPT = Written("account", "newsletter_kept")
NEWSLETTER_SUMMARY_ON = Written("account", "newsletter_summary_on")
NEWSLETTER_SUMMARY_OFF = Written("account", "newsletter_summary_off")
