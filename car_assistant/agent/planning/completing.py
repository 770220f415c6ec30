"""Pieces of an utterance that leave out what was said before them, a verb or a device, made commands of their own."""

from collections.abc import Sequence
from dataclasses import replace

from car_assistant.agent.planning.cutting import Piece, joined
from car_assistant.agent.planning.ellipsis import completed, is_detail
from car_assistant.agent.planning.judging import Judge, Judged
from car_assistant.agent.planning.lights import both_sides, names_light, side_of
from car_assistant.agent.planning.sharing import carried
from car_assistant.agent.planning.wording import FILLER, goes_on_telling

PLAINLY = 0.0
"""Margin that a thing named without a verb needs with that of the command before it."""


def complete(cut: Sequence[Piece], judge: Judge) -> Sequence[Piece]:
    """``cut``, each piece that names too little with what it leaves out; details with what they belong to."""
    found: list[Piece] = []
    verb = named = cut[0].text
    for piece in cut:
        named = piece.text if names_light(piece.text) else named
        if sides := both_sides(piece.text):
            found += [replace(piece, text=sides[0]), Piece(text=sides[1], joint="word")]
            continue
        last = found[-1] if found else Piece(text="")
        things = carried(verb, piece.text) if piece.joint in ("mark", "word") else []
        if found and goes_on_telling(last.text, piece.text):
            found[-1] = replace(last, text=joined([last, piece]))
        elif whole := completed(last.text, piece.text) or side_of(named, piece.text):
            found.append(Piece(text=whole, joint="word"))
        elif found and piece.joint == "bare" and is_detail(piece.text):
            found[-1] = replace(last, text=joined([last, piece]))
        elif things and not FILLER.fullmatch(piece.text) and all(_is_plain(judge(one)) for one in things):
            found += [Piece(text=one, joint="word") for one in things]
        else:
            found.append(piece)
            verb = piece.text
    return found


def _is_plain(judged: Judged) -> bool:
    return judged.command and judged.margin > PLAINLY
