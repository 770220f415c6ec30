"""What a stretch of an utterance asks for, as far as anyone can judge it. Holds no lesson."""

from collections.abc import Callable
from typing import NamedTuple

UNDERSTOOD = 1.4
"""Margin of a stretch that is understood as it is, and of doing nothing then with the other sign."""

FEW_TERMS = 5
"""Words and pairs of words below which a stretch is short."""


class Judged(NamedTuple):
    """What a stretch of text asks for likeliest."""

    tool: str
    """Empty where it says that something is not to be done: then it is no command, whatever it names."""
    margin: float
    nothing: float
    """The margin of doing nothing."""
    worded: float = 0.0
    """Above 0 where it is worded as a command, below as a remark; -1 to 1."""
    terms: int = FEW_TERMS
    """Words and pairs of words that it has."""

    @property
    def command(self) -> bool:
        return self.margin >= self.nothing


Judge = Callable[[str], Judged]
