"""The commands of an utterance, in order: where it is cut, what is one command, what a mere remark. Judges no stretch.

An utterance is cut into pieces (``cutting.py``). Every way to put neighbours together again ("only the rear windows,
all the way down") and to leave pieces out ("close it, it's loud out there") has a worth, a sum of weights; the best
one is taken. The weights were fitted on lessons that the classifiers had not seen; docs/latency.md says how.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from car_assistant.agent.planning.cutting import Borders, Piece, joined, pieces
from car_assistant.agent.planning.ellipsis import both_sides, completed, goes_on_telling, is_detail, names_light, side_of
from car_assistant.agent.planning.sharing import carried, spread

COMMAND, MARGIN, LONGER, WORDED = 3.2, 3.2, 3.5, 1.1
"""Worth of a command, of its margin, of each piece of it after the first, and of being worded as a command."""

FIRST = 0.4
"""Worth of the first command, beside that."""

LEFT_OUT, MARGIN_OUT, NOTHING_OUT = 2.5, 1.2, 0.9
"""Worth of a piece that is left out, of the margin of what it is likeliest to ask for, and of asking for nothing."""

TALK, PLAIN_TALK = 2.7, 9.8
"""Worth of there being no command at all, and of how plainly the whole asks for nothing."""

FOLLOWING = -3.0
"""What is added to that where something was done just before."""

JOINED, BARE, ODDS, SHORT = 1.5, -1.5, 1.6, -2.6
"""Worth of a cut at a joining word, of one with nothing written, of its odds, and of few words beside it."""

USUAL_ODDS, FEW_TERMS = -2.0, 5
"""Odds of a bare cut that add nothing to its worth, and terms below which a command beside it is short."""

SAME_TOOL, OTHER_PLACE = -3.1, 2.9
"""Worth of a second command of one kind after a mark, and where both name a place."""

REASON, ASKED, TOLD = -1.2, 0.2, -0.4
"""Worth of a remark taken for a command beside a plain one, and the wordings that make them remark and plain."""

LEAST, LEAST_SHARED = -1.3, -0.5
"""Margin that a command needs to be one at all, and that each of two things needs that share a verb."""

PLAINLY = 0.3
"""Margin that a thing named without a verb needs with that of the command before it."""

KEPT = 16
"""Ways to understand the beginning that are followed."""

_REMARK = re.compile(
    r"^(?:(?:because|since|cause|as) )?(?:it(?:['’]s| is| feels| smells| gets| looks)|that['’]s|"
    r"there(?:['’]s| is| are)|i(?:['’]m| am| can['’]t| cannot| can (?:hardly|barely)| feel| hate|['’]ve)|"
    r"we(?:['’]re| are| can['’]t)|my \w+(?:['’]s| is| are| hurts?)|(?:the|this) (?:\w+ ){1,3}(?:is|are|was)|"
    r"he|she|they|someone|somebody|everyone|everybody|nobody)\b"
    r"(?!.*\b(?:want|need|like|please|should|could|would|turn|open|close|set|put)\b)|"
    r"^(?=.*(?:太|好|有点|真|这么|那么|快|都|了|着|得|不))"
    r"(?!.*(?:打|[关调把放播导给帮设换切停挂接锁读发找取提回去走暂继]|开(?!车)))[\u4e00-\u9fff]+$",
    re.IGNORECASE,
)
"""Sentences that tell how things are: beside a command, its reason; alone, a wish in other words."""

_TELLS = re.compile(
    r"(?:please |and |then |just )*(?:(?:text|tell|message|email|write|reply|answer|ask|remind)\b|let \w+ know\b)|"
    r"(?:请|帮我|再|顺便)*(?:告诉|提醒|回复|通知|(?:给|跟)\w{1,5}?(?:发|说|回))",
    re.IGNORECASE,
)
"""Beginnings of messages: what they tell is worded as a remark, they are none."""

_COURTESY = re.compile(
    r"(?:(?:many |no )?thanks?(?: you| a lot| so much| very much| then)?|cheers|please|sorry|excuse me|(?:good|great|nice|lovely)"
    r"(?: one)?|谢谢|谢了|多谢|谢谢你|麻烦(?:你|了)|辛苦(?:你|了)|劳驾|拜托|不好意思|你好)[了啦啊呀哈你您 ]*[.!。！]*",
    re.IGNORECASE,
)
"""Words that only are polite: they tell nothing of what is wanted."""

_FILLER = re.compile(
    r"(?:right|ok(?:ay)?|well|so|now|hey|look|yeah|yes|no|oh|ah|u[hm]+|er+m*|hm+|please|"
    r"嗯+|哎+|喂|欸|诶|那个|好[的吧]?|对|行|"
    r"(?:on |at |the )*(?:level|stage|setting|notch) \w+|"
    r"(?:on |at |the )*(?:lowest|highest|full|max(?:imum)?|high|low|medium|strongest|weakest)"
    r"(?: (?:level|power|setting|strength|heat|blast|whack|one))?|"
    r"all the way(?: (?:up|down|open|closed|in|out))?|"
    r"[开用要来]?到?(?:最?[高中低大小强弱]|[一二两三四五1-5])那?[档挡级](?:[就吧呗]|就行|就好|就够了?)?|最[大强高低小弱]的?)"
    r"[ .!！]*",
    re.IGNORECASE,
)
"""Fillers and bare levels: never a command beside others. Alone, "right" may well be one."""

_PLACE = re.compile(
    r"\b(?:my|mine|passenger|driver|rear|back|front|left|right|his|hers?)\b|我|副驾|主驾|[前后左右]", re.IGNORECASE
)


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


def segments(text: str, judge: Judge, borders: Borders | None = None, *, follows: bool = False) -> list[str]:
    """The commands of ``text``, in order, as far as ``judge`` finds any; what is between them is left out.

    Words that follow an earlier command more often go on with it than turn to talk.
    """
    cut = pieces(text, borders)
    polite = [piece for piece in cut if not _COURTESY.fullmatch(piece.text)]
    if 0 < len(polite) < len(cut):
        text, cut = joined(polite), tuple(polite)
    cut = _complete(cut, judge)
    ways = [[_Way(0.0)]]
    for end in range(1, len(cut) + 1):
        ways.append(_kept([way for start in range(end) for way in _longer(text, cut, start, end, ways[start], judge)]))
    whole = judge(text)
    talk = TALK + PLAIN_TALK * _within(whole.nothing - whole.margin, 1.0) + FOLLOWING * follows
    best = max(way._replace(worth=way.worth + (REASON * way.reasons if way.commands else talk)) for way in ways[-1])
    shared = [(one, judge(one)) for one in spread(text)]
    if shared and all(judged.command and judged.margin > LEAST_SHARED for _, judged in shared):
        worth = FIRST + JOINED + sum(_worth(judged, 1) for _, judged in shared)
        if len(best.commands) == len(shared) or worth > best.worth:
            return [one for one, _ in shared]
    return list(best.commands)


def permitted(text: str, judge: Judge) -> str:
    """``text`` without what it forbids and the reasons for that; empty where nothing else is said."""
    cut = pieces(text)
    rest = [piece for piece in cut if judge(piece.text).tool]
    if len(rest) == len(cut):
        return text
    return joined(wishes) if (wishes := [piece for piece in rest if _is_wish(piece.text, judge)]) else ""


def _is_wish(text: str, judge: Judge) -> bool:
    return judge(text).worded > 0 and _REMARK.search(text) is None


def _complete(cut: Sequence[Piece], judge: Judge) -> Sequence[Piece]:
    """``cut`` with pieces that leave out what was said before, a verb or a device, made commands of their own."""
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
        elif things and not _FILLER.fullmatch(piece.text) and all(_is_plain(judge(one)) for one in things):
            found += [Piece(text=one, joint="word") for one in things]
        else:
            found.append(piece)
            verb = piece.text
    return found


def _is_plain(judged: Judged) -> bool:
    return judged.command and judged.margin > PLAINLY


def _longer(text: str, cut: Sequence[Piece], start: int, end: int, ways: Sequence[_Way], judge: Judge) -> list[_Way]:
    """``ways`` to understand what is before piece ``start``, each with the pieces up to ``end`` taken or left out."""
    stretch = text if end - start == len(cut) else joined(cut[start:end])
    judged = judge(stretch)
    if _TELLS.match(stretch):
        judged = judged._replace(worded=max(judged.worded, 2 * ASKED))
    found = []
    if end - start == 1:
        worth = LEFT_OUT + MARGIN_OUT * judged.margin + NOTHING_OUT * (1 + max(-1.2, min(judged.nothing, 0.5)))
        found += [way._replace(worth=way.worth + worth) for way in ways]
    if judged.tool and judged.margin > LEAST and not _FILLER.fullmatch(stretch):
        bare = (cut[start].joint == "bare") + (end < len(cut) and cut[end].joint == "bare")
        worth = _worth(judged, end - start) + _joint(cut[start]) + SHORT * bare * (judged.terms < FEW_TERMS)
        # By its form a remark, unless the lessons plainly know it as a command.
        told = judged.worded < ASKED and end - start == 1 and _REMARK.search(stretch) is not None
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
