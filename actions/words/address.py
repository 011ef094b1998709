"""What is said about another delivery address."""

from actions.words.sentence import Written

MISSING: dict[str, Written] = {
    "street": Written("address", "missing_street"),
    "postcode": Written("address", "missing_postcode"),
    "city": Written("address", "missing_city"),
}
MISSING_JUST_POSTCODE = Written("address", "missing_just_postcode")
NOTED = Written("address", "noted")
ABROAD = Written("address", "abroad")
NO_BOX = Written("address", "no_box")
LEFT_OUT = Written("address", "left_out")
SAME_NAME = Written("address", "same_name")
OF_AN_ORDER = Written("address", "of_an_order")
COUNTRIES = (Written("address", "austria"), Written("address", "switzerland"))
WHICH_COUNTRY = Written("address", "which_country")
OTHER_COUNTRY = Written("address", "other_country")
NO_SUCH_POSTCODE = Written("address", "no_such_postcode")
NO_SUCH_DAY = Written("address", "no_such_day")
UNCLEAR_DAY = Written("address", "unclear_day")
SUMMARY_ORDER = Written("address", "summary_order")
SUMMARY_ACCOUNT = Written("address", "summary_account")
DONE_ORDER = Written("address", "done_order")
DONE_ACCOUNT = Written("address", "done_account")
KEPT = Written("address", "kept")
TOO_LATE = Written("address", "too_late")
TOO_LATE_CARRIER = Written("address", "too_late_carrier")
