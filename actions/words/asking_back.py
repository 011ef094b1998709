"""What is said when something can be read, but not for certain."""

from actions.words.sentence import Sentence, Written

DID_YOU_MEAN: Sentence = Written("asking_back", "did_you_mean")
ONE_OF_THESE: Sentence = Written("asking_back", "one_of_these")
