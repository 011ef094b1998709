"""What is said about an article."""

from actions.words.sentence import Written

FACTS = Written("product", "facts")
NO_FACTS = Written("product", "no_facts")
IN_STOCK = Written("product", "in_stock")
