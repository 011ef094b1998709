"""What is said about stock."""

from actions.words.sentence import Written

IN_STOCK = Written("stock", "in_stock")
FEW_LEFT = Written("stock", "few_left")
SOLD_OUT_UNTIL = Written("stock", "sold_out_until")
SOLD_OUT = Written("stock", "sold_out")
ANY_SIZE = Written("stock", "any_size")
ANY_SIZE_FEW_LEFT = Written("stock", "any_size_few_left")
WHICH_ONE = Written("stock", "which_one")
TOO_MANY = Written("stock", "too_many")
NOT_FOUND = Written("stock", "not_found")
NO_NAME = Written("stock", "no_name")
