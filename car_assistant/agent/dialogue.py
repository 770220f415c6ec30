"""What outlives a turn: history, the pending question, what undo may take back. Understands yes, no, undo, repeat.

Works on words alone, without a model. Knows nothing of how calls are run.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from car_assistant.agent.followups.retraction import UNDO, bare
from car_assistant.events import Lang, Seat
from car_assistant.models.base import Message, ToolCall
from car_assistant.text import Name
from car_assistant.toolkit import Call

QUESTION_EXPIRES_S = 60.0
"""Simulated seconds after which a pending question no longer takes an answer."""

HISTORY_EXPIRES_S = 300.0
"""Simulated seconds after which an exchange is no longer shown to the model."""

Answer = Literal["yes", "no", "undo", "repeat"]

_WORDS: dict[Answer, tuple[str, ...]] = {
    "yes": (
        (
            r"(oh |um |uh )?(yes|yeah|yep|yup|sure|ok|okay|correct|right|confirm(ed)?|do it|go ahead|send it|please do|"
            r"that'?s right|of course|absolutely|definitely|sounds good|fine)"
            r"( please| do it| go ahead| send it| thanks| thank you| confirm(ed)?| that'?s right| of course| do that)*"
        ),
        (
            r"(嗯+|哦|ok)?(是的?|对的?|好的?|好啊|行|可以|确认|确定|没错|发吧|发送|打吧|去吧|没问题|当然|要|同意|继续)"
            r"(是的?|对的?|好的?|吧|啊|呀|的|确认|确定|发吧|发送|打吧|没问题|请|谢谢)*"
        ),
    ),
    "no": (
        (
            r"(oh |um |uh )?(no|nope|nah|cancel|stop|don'?t|do not|never ?mind|forget it|leave it|wrong|not now)"
            r"( it| that| please| thanks| thank you| cancel| don'?t| do it| do that| send it| call| leave it)*"
        ),
        (
            r"(不|不是|不要|不用|不行|别|取消|算了|停|别发|别打|不发|不打|先不|先别|不对)"
            r"(要|用|了|吧|啊|发|打|谢谢|取消|是|行|必|不|别|先|开|动|送|出去|算了|给他|给她)*"
        ),
    ),
    "undo": UNDO,
    "repeat": (
        r"(please )?(repeat( that| it)?|say (that|it) again|come again|what did you( just)? say|pardon)( please)?",
        r"(请|麻烦)?(你)?(再说一[遍次]|重复一[遍下次]|再讲一遍|你?(刚才|刚刚)说(了)?(什么|啥))",
    ),
}
_PATTERNS = {answer: re.compile("|".join(words)) for answer, words in _WORDS.items()}
_ORDINALS = (
    ("first", "1st", "one", "1", "第一", "一", "前面", "former"),
    ("second", "2nd", "two", "2", "第二", "二", "后面", "latter"),
    ("third", "3rd", "three", "3", "第三", "三"),
)


def understand(text: str) -> Answer | None:
    """Whether ``text`` as a whole is a yes, a no, an undo or a repeat."""
    plain = bare(text)
    for answer, pattern in _PATTERNS.items():
        if pattern.fullmatch(plain):
            return answer
    return None


_NOT_THIS = re.compile(
    r"(?:no[, ]+)?not (?:the )?(?P<en>[^,;]+?)(?:(?:[,;] *| but )(?P<but>.+))?|"
    r"(?:不[,，] *)?不(?:是|要)(?P<zh>[^,，]+?)(?:[,，] *(?P<er>.+))?"
)
_NOT_AFTER = re.compile(r"[, ]+not .+$|[,，]?(?:而)?不(?:是|要).+$")
"""A choice that is ruled out, before and after the one that is meant."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question that the assistant asked and whose answer decides about ``call``."""

    call: Call
    asked_at: float
    """Simulated seconds."""
    seat: Seat
    argument: str = ""
    """The argument that the answer fills; empty for a yes-or-no question."""
    choices: tuple[Name, ...] = ()

    def pick(self, text: str) -> Name | None:
        """The one choice that ``text`` means: by name, by a part of it that only one has, or by its place."""
        plain = text.casefold().strip(" .。!！?？")
        if denied := _NOT_THIS.fullmatch(plain):
            if rest := denied["but"] or denied["er"]:
                return self.pick(rest)
            old = denied["en"] or denied["zh"]
            others = [choice for choice in self.choices if not _mentions(old, choice, self.choices)]
            return others[0] if len(others) == 1 < len(self.choices) else None
        plain = _NOT_AFTER.sub("", plain)
        named = [choice for choice in self.choices if _mentions(plain, choice, self.choices)]
        if len(named) == 1:
            return named[0]
        words = re.sub(r"^(the|number|no\.?) | (one|please)$|[个位吧号]+$", "", plain).strip()
        words = re.sub(r"^(the|number) |[个位]", "", words)
        if words in ("last", "the last", "最后"):
            return self.choices[-1]
        for choice, ordinals in zip(self.choices, _ORDINALS, strict=False):
            if words in ordinals:
                return choice
        return None


def _mentions(plain: str, choice: Name, choices: Sequence[Name]) -> bool:
    """Whether ``plain`` holds the whole name, or a part of it that no other choice has."""
    if choice.en.casefold() in plain or choice.zh in plain:
        return True
    others = " ".join(f"{other.en} {other.zh}" for other in choices if other != choice).casefold()
    parts = [part for part in re.split(r"[\s·]+", f"{choice.en} {choice.zh}".casefold()) if len(part) > 1]
    return any(part in plain and part not in others for part in parts)


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One past turn as the model may see it again."""

    at: float
    text: str
    calls: tuple[Call, ...]
    reply: str
    cause: str = ""
    """What the journal says of the changes of that turn."""

    def messages(self) -> tuple[Message, Message]:
        calls = tuple(ToolCall(tool=call.tool, args=call.args) for call in self.calls)
        return (
            Message(role="user", content=self.text),
            Message(role="assistant", calls=calls, content="" if calls else self.reply),
        )


@dataclass
class Dialogue:
    """The memory of a conversation."""

    questions: list[Question] = field(default_factory=list)
    """Pending questions, the one to be answered next first."""
    exchanges: list[Exchange] = field(default_factory=list)
    last_reply: str = ""
    last_lang: Lang = "en"

    def question(self, now: float) -> Question | None:
        """The question that the next words may answer; expired ones are dropped."""
        self.questions = [one for one in self.questions if now - one.asked_at <= QUESTION_EXPIRES_S]
        return self.questions[0] if self.questions else None

    def remember(self, exchange: Exchange, *, budget: int) -> None:
        """Keep ``exchange``; when more than ``budget`` characters are kept, drop the older half whole.

        Dropping half at once, not one by one, lets a model's cached prefix survive most turns.
        """
        self.exchanges.append(exchange)
        self.last_reply = exchange.reply or self.last_reply
        while len(self.exchanges) > 1 and sum(_size(one) for one in self.exchanges) > budget:
            self.exchanges = self.exchanges[(len(self.exchanges) + 1) // 2 :]

    def history(self, now: float) -> tuple[Message, ...]:
        """Past exchanges that still matter, oldest first."""
        recent = [one for one in self.exchanges if now - one.at <= HISTORY_EXPIRES_S]
        return tuple(message for exchange in recent for message in exchange.messages())

    def last_calls(self, now: float) -> tuple[Call, ...]:
        """The calls of the last exchange, for as long as words such as "a bit more" can mean them."""
        last = self.exchanges[-1] if self.exchanges else None
        return last.calls if last and now - last.at <= QUESTION_EXPIRES_S else ()

    @property
    def last_text(self) -> str:
        """What was said in the last exchange."""
        return self.exchanges[-1].text if self.exchanges else ""

    @property
    def last_cause(self) -> str:
        """The cause of what the last exchange changed."""
        return self.exchanges[-1].cause if self.exchanges else ""

    def drop_questions(self, calls: Sequence[Call]) -> bool:
        """Ask no longer about ``calls``; whether there was a question about one of them."""
        kept = [one for one in self.questions if one.call not in calls]
        dropped = len(kept) < len(self.questions)
        self.questions = kept
        return dropped

    def forget(self) -> None:
        """Start anew: no history, no question."""
        self.questions.clear()
        self.exchanges.clear()
        self.last_reply = ""


def _size(exchange: Exchange) -> int:
    calls = sum(len(call.tool) + len(str(dict(call.args))) for call in exchange.calls)
    return len(exchange.text) + calls + (0 if exchange.calls else len(exchange.reply))
