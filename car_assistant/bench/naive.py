"""The other agent: written the way most people write one first. Owns its loop; shares the car and the registry.

Every tool goes into the chat request, the model writes freely, its calls are run, and the results always go back to it
for the words. Four things are kinder to it than usual: its prompt is warm, calls are read in any form that the model
writes them in, a call that it repeats is not run again, and its last answer counts as its words even where a small
model only writes the call once more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Protocol

from car_assistant.agent.turn import Stopwatch, TurnRecord
from car_assistant.errors import ModelError, ToolError
from car_assistant.events import Heard, Lang, Seat
from car_assistant.models.base import Message, ToolCall, Usage
from car_assistant.session import Session, TurnResult
from car_assistant.text import normalise
from car_assistant.toolkit import Call, ToolContext

SYSTEM = (
    "You are the assistant of a car. Use the functions to do what the user asks, then answer in one short sentence."
)

ROUNDS = 3
"""Answers of the model in one turn, as many as our own agent asks for."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One complete answer of the model."""

    text: str
    calls: tuple[ToolCall, ...] = ()
    first_text_s: float | None = None
    """Seconds from the question to the first piece of text; ``None`` when there was no text."""
    usage: Usage = Usage()


class Chat(Protocol):
    """A chat with every tool in the request."""

    async def warm(self) -> None:
        """Let the model read the tools once, so that the first turn does not pay for them."""
        ...

    async def ask(self, messages: Sequence[Message]) -> Reply:
        """The model's answer to ``messages``. Raises ``ModelError`` and its children."""
        ...


class NaiveAgent:
    """Takes turns in ``session``'s car with a model of its own."""

    def __init__(self, session: Session, chat: Chat, *, stopwatch: Stopwatch = perf_counter) -> None:
        self.session = session
        self._chat = chat
        self._stopwatch = stopwatch
        self._messages: list[Message] = []
        self._turns = 0

    async def warm(self) -> None:
        await self._chat.warm()

    def forget(self) -> None:
        """Begin a new conversation."""
        self._messages.clear()

    async def turn(self, text: str, *, seat: Seat = "driver", lang: Lang = "en") -> TurnResult:
        """Hear ``text`` and act on it; a model that fails leaves what was done so far."""
        self._turns += 1
        said = normalise(text)
        heard = Heard(at=self.session.clock.now(), turn=self._turns, text=said, lang=lang, seat=seat)
        record = TurnRecord(heard=heard, stopwatch=self._stopwatch, route="model")
        started = self._stopwatch()
        first_word = None
        try:
            spoken_at = await self._rounds(record, self.session.context(heard, record.cause))
            first_word = (spoken_at - started) * 1000
        except ModelError as error:
            record.reply = f"({error})"
        return TurnResult(
            heard=heard,
            route=record.route,
            done=tuple(record.done),
            reply=record.reply,
            asks=any(done.outcome.status in ("needs_confirmation", "pending") for done in record.done),
            cause=record.cause,
            timings=replace(record.timings(), first_word=first_word),
            usage=record.usage,
        )

    async def _rounds(self, record: TurnRecord, ctx: ToolContext) -> float:
        """Ask until the model makes no new call. Returns when its last answer began: that is what a person hears."""
        self._messages.append(Message(role="user", content=record.heard.text))
        made: list[ToolCall] = []
        spoken_at = 0.0
        for _ in range(ROUNDS):
            asked = self._stopwatch()
            reply = await self._chat.ask(tuple(self._messages))
            spoken_at = self._stopwatch() if reply.first_text_s is None else asked + reply.first_text_s
            record.rounds += 1
            record.usage += reply.usage
            record.reply = reply.text
            self._messages.append(Message(role="assistant", content=reply.text, calls=reply.calls))
            before = len(made)
            for call in reply.calls:
                if call not in made:
                    made.append(call)
                    self._messages.append(await self._run(record, ctx, call))
            if len(made) == before:
                break
        return spoken_at

    async def _run(self, record: TurnRecord, ctx: ToolContext, call: ToolCall) -> Message:
        """Make one call; what became of it goes back to the model."""
        record.action()
        try:
            done = await self.session.registry.run(Call(tool=call.tool, args=call.args), ctx)
        except ToolError as error:
            return Message(role="tool", tool=call.tool, content=f"error: {error}")
        record.done += done
        told = [f"{step.outcome.status}: {step.sentence or dict(step.outcome.data)}" for step in done]
        return Message(role="tool", tool=call.tool, content="; ".join(told))
