"""What stands in the mails that customers get."""

from actions.words.sentence import Written

GREETING = Written("mails", "greeting")
GREETING_BY_NAME = Written("mails", "greeting_by_name")
CLOSING = Written("mails", "closing")
NOT_YOU = Written("mails", "not_you")

NOT_YOU_CHANGED = Written("mails", "not_you_changed")

CODE_SUBJECT = Written("mails", "code_subject")
CODE_IS = Written("mails", "code_is")
CODE_HOW = Written("mails", "code_how")

RESET_SUBJECT = Written("mails", "reset_subject")
RESET_LINK = Written("mails", "reset_link")
RESET_HOW = Written("mails", "reset_how")

NO_ACCOUNT_SUBJECT = Written("mails", "no_account_subject")
NO_ACCOUNT = Written("mails", "no_account")
NO_ACCOUNT_HOW = Written("mails", "no_account_how")

LABEL_SUBJECT = Written("mails", "label_subject")
LABEL_ENCLOSED = Written("mails", "label_enclosed")
LABEL_HOW = Written("mails", "label_how")
LABEL_FILE = Written("mails", "label_file")

INVOICE_SUBJECT = Written("mails", "invoice_subject")
INVOICE_ENCLOSED = Written("mails", "invoice_enclosed")
INVOICE_FILE = Written("mails", "invoice_file")

CANCELLED_SUBJECT = Written("mails", "cancelled_subject")
CANCELLED = Written("mails", "cancelled")

ADDRESS_CHANGED_SUBJECT = Written("mails", "address_changed_subject")
ADDRESS_CHANGED = Written("mails", "address_changed")
