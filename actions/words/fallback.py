"""What is said when the bot did not understand: the four rungs of the ladder."""

from actions.words.sentence import Written

DID_YOU_MEAN = Written("not_understood", "did_you_mean")
IN_A_FORM = Written("not_understood", "in_a_form")
THIS_TOO = Written("not_understood", "this_too")
NO_THANKS = Written("not_understood", "no_thanks")
NONE_OF_THESE = Written("not_understood", "none_of_these")
PLEASE_REPHRASE = Written("not_understood", "please_rephrase")
REPHRASE_AGAIN = Written("not_understood", "rephrase_again")
TAKE_A_PERSON = Written("not_understood", "take_a_person")
HANDING_OVER = Written("not_understood", "handing_over")
