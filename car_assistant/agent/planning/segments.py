"""The commands of an utterance, in order: where it is cut, what is one command, what a mere remark. Judges no stretch.

An utterance is cut into pieces (``cutting.py``). Every way to put neighbours together again ("only the rear windows,
all the way down") and to leave pieces out ("close it, it's loud out there") has a worth, a sum of weights; the best
one is taken. The weights were fitted on lessons that the classifiers had not seen; docs/latency.md says how.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from car_assistant.agent.planning.completing import complete
from car_assistant.agent.planning.cutting import Borders, Piece, joined, pieces
from car_assistant.agent.planning.judging import FEW_TERMS, UNDERSTOOD, Judge, Judged
from car_assistant.agent.planning.sharing import spread
from car_assistant.agent.planning.unjoined import unjoined
from car_assistant.agent.planning.wording import COURTESY, FILLER, REMARK, TELLS

COMMAND, MARGIN, LONGER, WORDED = 2.6, 3.2, 3.5, 1.1
"""Worth of a command, of its margin, of each piece of it after the first, and of being worded as a command."""

FIRST = 0.6
"""Worth of the first command, beside that."""

LEFT_OUT, MARGIN_OUT, NOTHING_OUT = 2.5, 1.0, 0.9
"""Worth of a piece that is left out, of the margin of what it is likeliest to ask for, and of asking for nothing."""

TALK, PLAIN_TALK = 2.7, 9.8
"""Worth of there being no command at all, and of how plainly the whole asks for nothing."""

FOLLOWING, UNMISTAKABLE = -3.0, -2.0
"""What is added to that where something was done just before, and where a piece is understood as it is."""

JOINED, BARE, ODDS, SHORT = 1.5, -2.1, 1.3, -2.9
"""Worth of a cut at a joining word, of one with nothing written, of its odds, and of few words beside it."""

USUAL_ODDS = -2.0
"""Odds of a bare cut that add nothing to its worth."""

SAME_TOOL, OTHER_PLACE = -3.7, 2.9
"""Worth of a second command of one kind after a mark, and where both name a place."""

REASON, ASKED, TOLD = -1.4, 0.3, -0.6
"""Worth of a remark taken for a command beside a plain one, and the wordings that make them remark and plain."""

LEAST, LEAST_SHARED = -1.3, -0.5
"""Margin that a command needs to be one at all, and that each of two things needs that share a verb."""

KEPT = 16
"""Ways to understand the beginning that are followed."""

_PLACE = re.compile(
    r"\b(?:my|mine|passenger|driver|rear|back|front|left|right|his|hers?)\b|我|副驾|主驾|[前后左右]", re.IGNORECASE
)


class _Way(NamedTuple):
    """One way to understand the beginning of an utterance."""

    worth: float
    commands: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    worded: tuple[float, ...] = ()

    @property
    def reasons(self) -> int:
        """Remarks beside plain commands: reasons, most likely."""
        plain = any(worded > ASKED for worded in self.worded)
        return plain * sum(worded < TOLD for worded in self.worded)


def segments(
    text: str,
    judge: Judge,
    borders: Borders | None = None,
    *,
    follows: bool = False,
    plain: Callable[[str], bool] = lambda text: False,
) -> list[str]:
    """The commands of ``text``, in order, as far as ``judge`` finds any; what is between them is left out.

    ``plain`` tells what is a command as it is. Words that follow an earlier command more often go on with it than turn
    to talk.
    """
    written = pieces(text)
    apart = unjoined(written, plain, judge)
    cut: Sequence[Piece] = apart if len(apart) > len(written) else pieces(text, borders)
    polite = [piece for piece in cut if not COURTESY.fullmatch(piece.text)]
    if 0 < len(polite) < len(cut):
        text, cut = joined(polite), polite
    cut = complete(cut, judge)
    ways = [[_Way(0.0)]]
    for end in range(1, len(cut) + 1):
        ways.append(_kept([way for start in range(end) for way in _longer(text, cut, start, end, ways[start], judge)]))
    whole = judge(text)
    talk = TALK + PLAIN_TALK * _within(whole.nothing - whole.margin, 1.0) + FOLLOWING * follows
    talk += UNMISTAKABLE * any(judge(piece.text).margin >= UNDERSTOOD for piece in cut)
    best = max(way._replace(worth=way.worth + (REASON * way.reasons if way.commands else talk)) for way in ways[-1])
    shared = [(one, judge(one)) for one in spread(text)]
    if shared and all(judged.command and judged.margin > LEAST_SHARED for _, judged in shared):
        worth = FIRST + JOINED + sum(_worth(judged, 1) for _, judged in shared)
        if len(best.commands) == len(shared) or worth > best.worth:
            return [one for one, _ in shared]
    return list(best.commands)


def _longer(text: str, cut: Sequence[Piece], start: int, end: int, ways: Sequence[_Way], judge: Judge) -> list[_Way]:
    """``ways`` to understand what is before piece ``start``, each with the pieces up to ``end`` taken or left out."""
    stretch = text if end - start == len(cut) else joined(cut[start:end])
    judged = judge(stretch)
    if TELLS.match(stretch):
        judged = judged._replace(worded=max(judged.worded, 2 * ASKED))
    found = []
    if end - start == 1:
        worth = LEFT_OUT + MARGIN_OUT * judged.margin + NOTHING_OUT * (1 + max(-1.2, min(judged.nothing, 0.5)))
        found += [way._replace(worth=way.worth + worth) for way in ways]
    if judged.tool and judged.margin > LEAST and not FILLER.fullmatch(stretch):
        bare = (cut[start].joint == "bare") + (end < len(cut) and cut[end].joint == "bare")
        worth = _worth(judged, end - start) + _joint(cut[start]) + SHORT * bare * (judged.terms < FEW_TERMS)
        # By its form a remark, unless the lessons plainly know it as a command.
        told = judged.worded < ASKED and end - start == 1 and REMARK.search(stretch) is not None
        worded = min(judged.worded, 2 * TOLD) if told else judged.worded
        for way in ways:
            beside = _again(way, judged, stretch, cut[start]) if way.commands else FIRST
            found.append(
                _Way(
                    way.worth + worth + beside,
                    (*way.commands, stretch),
                    (*way.tools, judged.tool),
                    (*way.worded, worded),
                )
            )
    return found


def _kept(ways: Sequence[_Way]) -> list[_Way]:
    """The best of ``ways``; of those with the same tools and the same last command, one."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], _Way] = {}
    for way in sorted(ways, key=lambda way: -way.worth):
        found.setdefault((way.tools, way.commands[-1:]), way)
    return list(found.values())[:KEPT]


def _worth(judged: Judged, count: int) -> float:
    """Of a stretch of ``count`` pieces as a command."""
    return COMMAND + MARGIN * judged.margin + LONGER * (count - 1) + WORDED * judged.worded


def _joint(piece: Piece) -> float:
    if piece.joint == "bare":
        return BARE + ODDS * (piece.odds - USUAL_ODDS)
    return JOINED if piece.joint == "word" else 0.0


def _again(way: _Way, judged: Judged, stretch: str, first: Piece) -> float:
    """What is added where the command before this one was of its kind."""
    if way.tools[-1] != judged.tool:
        return 0.0
    places = names_place(way.commands[-1]) and names_place(stretch)
    return (OTHER_PLACE if places else 0.0) + (SAME_TOOL if first.joint == "mark" else 0.0)


def names_place(text: str) -> bool:
    """Whether ``text`` says whose device is meant, or where."""
    return _PLACE.search(text) is not None


def _within(value: float, bound: float) -> float:
    return max(-bound, min(value, bound))
