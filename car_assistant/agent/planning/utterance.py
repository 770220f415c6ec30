"""One utterance being judged: what each stretch of it asks for. Each is judged once; it is cut, compared and read."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache

from car_assistant.agent.planning.carrying import points_back
from car_assistant.agent.planning.context import IN_ONE_BREATH, NEXT, are_kin, in_context
from car_assistant.agent.planning.cutting import pieces
from car_assistant.agent.planning.forbidding import LEFT_ALONE, forbids
from car_assistant.agent.planning.judging import UNDERSTOOD, Judged
from car_assistant.agent.planning.knowledge import NOTHING, Knowledge
from car_assistant.agent.planning.learning import terms
from car_assistant.agent.planning.twins import aimed
from car_assistant.toolkit import Call

Plain = Callable[[str], Call | None]
"""The only call that a stretch of text commands, where that is known without the lessons."""

Scores = Mapping[str, float]
"""Margins of tools and of doing nothing, best first."""


class Utterance:
    """What somebody said, in the light of the lessons, of what was done before and of what is plain as it is."""

    def __init__(
        self, text: str, knowledge: Knowledge, *, home: Mapping[str, str], before: Sequence[str], plain: Plain
    ) -> None:
        """``home`` is the group of each tool that the car has; ``before`` are the tools of the last exchange."""
        self._text = text
        self._knowledge = knowledge
        self._home = home
        self._before = before
        self._plain: Plain = cache(plain)
        self._bounded: Collection[str] = {piece.text for piece in pieces(text)} - {text}
        self.scores: Callable[..., Scores] = cache(self._scores)
        self.understood: Plain = cache(self._understood)
        self.judge: Callable[[str], Judged] = cache(self._judged)

    def _scores(self, stretch: str, last: str = "") -> Scores:
        """What speaks for each tool, after a command of the tool ``last`` in the same breath."""
        known = aimed(stretch, self._knowledge.scores(stretch))
        gains = IN_ONE_BREATH if last else NEXT
        return in_context(stretch, known, (last,) if last else self._before, self._home, gains=gains)

    def going_on(self, tools: Sequence[str]) -> list[str]:
        """Those of ``tools``, all of them open, that are about the same thing as what was done just before."""
        return [tool for tool in tools if any(are_kin(tool, last) for last in self._before)]

    def is_plain(self, stretch: str) -> bool:
        """Whether ``stretch`` is one command of the templates, wherever it stands."""
        return self._plain(stretch) is not None

    def _understood(self, stretch: str) -> Call | None:
        """The call of a stretch that is plain as it is and points at nothing else.

        One that stands in the text lies between marks or joining words; others were completed.
        """
        if (stretch in self._text and stretch not in self._bounded) or points_back(stretch):
            return None
        call = self._plain(stretch)
        return call if call and call.tool in self._home else None

    def _judged(self, stretch: str) -> Judged:
        """The tool likeliest asked for, beside doing nothing, and how it is worded."""
        worded, size = self._knowledge.worded(stretch), len(terms(stretch))
        if call := self.understood(stretch):
            return Judged(call.tool, UNDERSTOOD, -UNDERSTOOD, worded, size)
        scores = self.scores(stretch)
        if forbids(stretch, lambda: scores):
            return Judged("", LEFT_ALONE, LEFT_ALONE, -1.0, size)
        tool = next((tool for tool in scores if tool != NOTHING), NOTHING)
        margin = scores[tool] if tool != NOTHING else -1.5
        return Judged(tool, margin, scores.get(NOTHING, -1.0), worded, size)
