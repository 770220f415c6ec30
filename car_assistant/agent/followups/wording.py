"""Words of a follow-up made comparable, and the last turn they are held against. Decides nothing.

A follow-up is read as a whole, so politeness, marks and the little words around it are taken off first.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from car_assistant.arguments import Param
from car_assistant.events import Lang
from car_assistant.toolkit import Call

_LEADS: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"^(?:(?:please|ok|okay|alright|all right|oh|um|uh|hmm|so|hey|yes|yeah|maybe|could you|can you|"
        r"would you|will you|"
        r"can we|could we|let's|i'd like|i would like|i want|i need|i'd like you to|give me|let me have|kindly|"
        r"now(?= (?:close|open|turn|switch|shut|make|a|even|put|set|do)\b)) )+"
    ),
    "zh": re.compile(
        r"^(?:请|算了|那就|那么|那(?![个家里儿边一站些])|麻烦你?|帮我|帮忙|给我|然后|嗯+|好的?(?!像|冷|热)|行|可以(?!吗)|谢谢|哦|诶|来|就)+"
    ),
}
_TAILS: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"(?: (?:please|thanks|thank you|now|then|would you|will you|could you|can you|if you can|okay|ok))+$"
    ),
    "zh": re.compile(r"(?:吧|呗|谢谢你?|啊|呀|哦|啦|嘛|哈|咯|好吗|行吗|可以吗|好不好|一下)+$"),
}
_PRAISE = re.compile(r"^(?:good|great|nice|perfect|thanks|thank you|well|right|cool|very good|that's better)[,.;!]+ +")
"""Said before a follow-up and set off from it: "good evening" is something else."""

_REQUEST = re.compile(
    r"^(?:please |ok |okay )*(?:could|can|would|will) (?:you|we)\b|(?:好吗|行吗|可以吗|好不好)[?？]*$"
)
"""What makes a request of a question."""

_MARKS = re.compile(r"(?<!\d)[.:]|[.:](?!\d)|[!。！，,、;；：…\"“”]")


@dataclass(frozen=True)
class Wording:
    """What was said, without marks and politeness, in small letters."""

    words: str
    asked: bool
    """True where it ends as a question that is no request."""


def wording_of(text: str, lang: Lang) -> Wording:
    """``text`` ready to be held against a pattern as a whole."""
    plain = _PRAISE.sub("", text.casefold().replace("’", "'").replace("？", "?"))
    folded = " ".join(_MARKS.sub(" ", plain).split())
    asked = folded.endswith("?") and not _REQUEST.search(folded)
    folded = folded.rstrip("? ")
    if lang == "zh":
        folded = re.sub(r"(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])", "", folded)
    bare = _LEADS[lang].sub("", folded) or folded
    return Wording(_TAILS[lang].sub("", bare) or bare, asked)


@dataclass(frozen=True, kw_only=True)
class Last:
    """One call of the last turn, and what is known around it."""

    call: Call
    said: str
    """The utterance that led to it, folded."""
    params: Mapping[str, Mapping[str, Param]]
    """The arguments of each tool, by tool."""
    seat: str
    """Where the one who speaks now sits."""

    @property
    def known(self) -> Mapping[str, Param]:
        """The arguments of the call's tool."""
        return self.params.get(self.call.tool, {})

    def changed(self, **args: object) -> list[Call]:
        """The call once more, with other arguments."""
        return [Call(tool=self.call.tool, args={**self.call.args, **args})]

    def sibling(self, prefix: str) -> str | None:
        """The tool for the same thing whose name begins with ``prefix`` where this one's begins otherwise."""
        _, _, thing = self.call.tool.partition("_")
        name = f"{prefix}_{thing}"
        return name if thing and name in self.params else None


def folded(text: str) -> str:
    """``text`` in small letters with plain apostrophes."""
    return text.casefold().replace("’", "'")
