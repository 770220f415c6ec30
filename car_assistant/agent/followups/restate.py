"""Says the last sentence again with other words in place of its own: "the sunroof too", "not the seat, the wheel".

The fast path must understand the new sentence as a whole, and in one way only. Knows nothing of what it means.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from car_assistant.events import Lang
from car_assistant.toolkit import Call

MAX_SAID = 48
"""Characters of a sentence that is said again."""

MAX_REPLACED = 8
"""Words, or Chinese characters, that give way: a longer sentence could be changed in too many ways."""

MAX_NEW = 24
"""Characters of the words that are put into it."""

Match = Callable[[str], Sequence[Call] | None]
"""The fast path's reading of a sentence."""

_ARTICLES = r"(?:(?:the|my|a|an|to|for|in|on|at) )"
_PRONOUNS = re.compile(
    r"(?:the )?(?:it|that|this|them|one|ones|again|more|less|me|him|her|no|yes|not|please|now|then|off|on|open|close|"
    r"closed|here|there|too|also)|[它他她那这]+(?:个|些|里|儿)?|不|是|对|好"
)
"""Words that stand for others, or turn a sentence round: put into another they mean too little or too much."""


def restated(new: str, old: str | None, said: str, lang: Lang, match: Match) -> list[Call] | None:
    """The one call of ``said`` with ``new`` in place of ``old``, or of whatever fits where ``old`` is not known."""
    new = new.strip()
    if not new or len(said) > MAX_SAID or len(new) > MAX_NEW or _PRONOUNS.fullmatch(new):
        return None
    found: list[Call] = []
    for sentence, without in _with(new, old, said, lang):
        calls = match(sentence)
        if calls and match(without) == calls:
            continue  # "thanks" can stand anywhere, and says nothing new
        if calls and (len(calls) != 1 or (found and calls[0] != found[0])):
            return None
        found = found or list(calls or ())
    return found or None


def _with(new: str, old: str | None, said: str, lang: Lang) -> Iterator[tuple[str, str]]:
    """Every sentence that may be meant, the same one once, and what it would be without the new words."""
    seen = set()
    news = {new, re.sub(rf"^{_ARTICLES}+", "", new), re.sub(r" one$|的$", "", new)}
    for start, end in _named(old, said, lang) if old else _spans(said, lang):
        for words in sorted(news):
            glue = "" if lang == "zh" else " "
            sentence = glue.join(part for part in (said[:start].strip(), words, said[end:].strip()) if part)
            if sentence not in seen and words:
                seen.add(sentence)
                yield sentence, glue.join(part for part in (said[:start].strip(), said[end:].strip()) if part)


def _named(old: str, said: str, lang: Lang) -> Iterator[tuple[int, int]]:
    """Where ``old`` stands in ``said``, with the article before it or without."""
    bare = re.sub(rf"^{_ARTICLES}+", "", old) if lang == "en" else re.sub(r"的$", "", old)
    if not bare:
        return
    pattern = rf"\b{_ARTICLES}?{re.escape(bare)}(?:'s)?\b" if lang == "en" else re.escape(bare)
    for match in re.finditer(pattern, said):
        yield match.span()
        if lang == "en":
            yield match.end() - len(bare), match.end()


def _spans(said: str, lang: Lang) -> Iterator[tuple[int, int]]:
    """Every run of words, or of characters, that leaves something of ``said``."""
    pieces = [match.span() for match in re.finditer(r"\S+" if lang == "en" else r"[a-z0-9']+|\S", said)]
    for first in range(len(pieces)):
        for last in range(first, min(len(pieces), first + MAX_REPLACED)):
            if last - first + 1 < len(pieces):
                yield pieces[first][0], pieces[last][1]
