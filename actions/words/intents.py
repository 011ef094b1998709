"""What each matter is called when the bot asks whether it was meant. What is not in the file is never offered."""

from actions.words.sentence import Topic

PLAIN_NAMES = Topic("meanings")
