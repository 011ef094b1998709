"""What is said about sending something back."""

from actions.words.sentence import Written

IN_THE_ORDER = Written("returns", "in_the_order")
ALL = Written("returns", "all")
NO_ITEM = Written("returns", "no_item")
NAME_THEM = Written("returns", "name_them")
NO_EXCHANGE = Written("returns", "no_exchange")
ONLY_ALL_PIECES = Written("returns", "only_all_pieces")
SUMMARY = Written("returns", "summary")
DONE = Written("returns", "done")
LABEL_MAILED = Written("returns", "label_mailed")
LABEL_AGAIN = Written("returns", "label_again")
THE_REST = Written("returns", "the_rest")
KEPT = Written("returns", "kept")
NOT_SHIPPED = Written("returns", "not_shipped")
CANCEL_IT = Written("returns", "cancel_it")
ON_ITS_WAY = Written("returns", "on_its_way")
TOO_LATE = Written("returns", "too_late")
PARTLY_BACK = Written("returns", "partly_back")
ALREADY_BACK = Written("returns", "already_back")
WHERE_IS_MY_MONEY = Written("returns", "where_is_my_money")
