"""What is understood without examples and without a model: commands of the templates, follow-ups, corrections.

Owns the order in which they are tried: words about "it" first, then whole commands, then what follows up or corrects.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from car_assistant.agent.dialogue import Dialogue
from car_assistant.agent.followups import correction
from car_assistant.agent.followups.again import of_it, resolve
from car_assistant.agent.followups.dialling import dialled
from car_assistant.agent.turn import TurnRecord
from car_assistant.agent.undo import UndoStack
from car_assistant.events import Lang
from car_assistant.registry import Registry
from car_assistant.toolkit import Call, ToolContext


class Grammar(Protocol):
    """The fast path: calls for an utterance that is understood as a whole, else ``None``."""

    def match(self, text: str, lang: Lang, *, beside: bool = False) -> Sequence[Call] | None: ...


@dataclass(kw_only=True)
class PlainWords:
    """Calls for words that are plain by themselves or after the last turn; nothing without a grammar."""

    grammar: Grammar | None
    registry: Registry
    dialogue: Dialogue
    undo: UndoStack

    def is_command(self, text: str, lang: Lang) -> bool:
        """Whether a word such as "continue", which may answer a question, is a plain command as well."""
        return self.grammar is not None and bool(self.grammar.match(text, lang))

    def command(self, text: str, lang: Lang) -> Call | None:
        """The only call that ``text`` commands beside other words, or ``None``."""
        calls = self.grammar.match(text, lang, beside=True) if self.grammar is not None else None
        return calls[0] if calls and len(calls) == 1 else None

    def calls(self, record: TurnRecord, ctx: ToolContext) -> Sequence[Call] | None:
        """The calls, or ``None``. A correction first takes back what the last turn did and does not overwrite."""
        if self.grammar is None:
            return None
        text, lang = record.heard.text, record.heard.lang
        match = partial(self.grammar.match, lang=lang)
        params = {name: tool.params for name, tool in self.registry.tools.items()}
        last, said = self.dialogue.last_calls(ctx.clock.now()), self.dialogue.last_text
        follow = partial(resolve, lang=lang, last=last, params=params, seat=ctx.seat, said=said, match=match)
        calls = (
            of_it(text, lang, last, params=params, seat=ctx.seat, said=said)
            or match(text)
            or dialled(text, lang, tools=self.registry.tools)
            or follow(text)
        )
        wish = correction.wish_of(text, lang) if not calls and last else None
        if wish is None:
            return calls
        corrected = correction.resolve(wish, lang, last, params=params, seat=ctx.seat, said=said, match=match)
        whole = match(wish.new)
        if whole and (correction.replaces(wish, whole, last) or correction.same_elsewhere(whole, last, params)):
            corrected = list(whole)
        if not corrected:
            return whole or (None if wish.old or wish.value else follow(wish.new))
        asked = self.dialogue.drop_questions(last)
        if not asked and correction.takes_back(corrected, last, params):
            self.undo.correct(self.dialogue.last_cause, record)  # what was meant otherwise is not wanted here
        return corrected
