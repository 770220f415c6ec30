"""Answers from the owner's manual. Owns how a question finds its entry; knows nothing of the car's present state."""

import re
from typing import TYPE_CHECKING

from car_assistant.clock import Clock
from car_assistant.events import Bus, Lang
from car_assistant.world.manual_entries import ENTRIES, Entry

if TYPE_CHECKING:
    from car_assistant.vehicle.car import Car


class Manual:
    """The owner's manual. Nothing in it changes."""

    def __init__(self, *, car: "Car", clock: Clock, bus: Bus) -> None:
        self.entries = ENTRIES

    def answer(self, question: str, lang: Lang) -> str | None:
        """The entry that the question is about; ``None`` when the manual does not cover it.

        An entry counts only when one of its topics is named; of several, the one of which most words are named wins.
        """
        asked = question.casefold()
        best = max(self.entries, key=lambda entry: _points(entry, asked))
        if _points(best, asked) == 0:
            return None
        return best.answer.zh if lang == "zh" else best.answer.en


def _points(entry: Entry, asked: str) -> int:
    topics = sum(len(word) for word in entry.topics if _named(word, asked))
    if not topics:
        return 0
    about = sum(_named(word, asked) for word in entry.about)
    return topics + 10 * about


def _named(word: str, asked: str) -> bool:
    """Whether a keyword stands in the question: Latin ones as whole words, Chinese ones anywhere."""
    return bool(re.search(rf"\b{re.escape(word)}(?:s|ing)?\b", asked)) if word.isascii() else word in asked
