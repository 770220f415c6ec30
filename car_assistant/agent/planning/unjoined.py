"""Commands of the templates that follow each other with nothing between: "close sunroof close all windows lock doors".

Knows no tool; what is a command the templates and the judge say.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from car_assistant.agent.planning.cutting import Piece
from car_assistant.agent.planning.ellipsis import is_detail
from car_assistant.agent.planning.judging import Judge

PLAINLY = 1.0
"""Margin that what follows a command of the templates needs to be another one."""

_WORD = re.compile(r"[\u4e00-\u9fff]|[^\s\u4e00-\u9fff]+")
_FEWEST, _MOST = 2, 24
"""Words, or Chinese characters, of a command, and of a piece that is looked at; longer ones are no row of commands."""


def unjoined(cut: Sequence[Piece], plain: Callable[[str], bool], judge: Judge) -> list[Piece]:
    """``cut``, with pieces apart that begin with commands which are ``plain`` as they are."""
    found: list[Piece] = []
    for piece in cut:
        first, *others = _commands(piece.text, plain, judge)
        found.append(replace(piece, text=first))
        found += [Piece(text=other, joint="verb") for other in others]
    return found


def _commands(text: str, plain: Callable[[str], bool], judge: Judge) -> list[str]:
    """``text`` as a row of commands, the first ones as long as can be; as it is where it is no such row."""
    words = list(_WORD.finditer(text))
    if plain(text) or not 2 * _FEWEST <= len(words) <= _MOST:
        return [text]
    rows: dict[int, list[str]] = {}  # the row of commands that the text is from each place on
    starts = [word.start() for word in words]
    for number, start in reversed(list(enumerate(starts))):
        ends = [at for at in starts[number + _FEWEST :] if at in rows]
        row = next((row for at in reversed(ends) if (row := _row(text[start:at], rows[at], plain, judge))), None)
        if row or (start and _is_command(text[start:], plain, judge)):
            rows[start] = row or [text[start:]]
    return rows.get(0, [text])


def _row(first: str, others: list[str], plain: Callable[[str], bool], judge: Judge) -> list[str] | None:
    first = first.strip()
    return [first, *others] if plain(first) and judge(first).tool != judge(others[0]).tool else None


def _is_command(text: str, plain: Callable[[str], bool], judge: Judge) -> bool:
    if is_detail(text) or len(_WORD.findall(text)) < _FEWEST:
        return False
    judged = judge(text)
    return plain(text) or (judged.command and judged.margin > PLAINLY and judged.worded > 0)
