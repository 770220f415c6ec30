"""How fast the model could have been: what each answer cost, and the floor under a turn. Changes no answer."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from statistics import median

from car_assistant.models.base import (
    CallMade,
    ChatModel,
    ChatRequest,
    Finished,
    Message,
    ModelEvent,
    ModelIdentity,
    ToolCall,
    Usage,
)
from car_assistant.models.syntax import Syntax

_PROBE = (
    "Story {number}. We left the harbour early, drove along the coast until the bakery opened, had two coffees and one "
    "slice of plum cake each, and watched the fishing boats come home one by one while the fog went up from the bay. "
    "Later the road climbed into the hills, the wind turned cold, and somewhere behind the third tunnel it began to "
    "snow so hard that everybody slowed down to walking speed. What may have happened next? Tell it at length."
)
_PROBE_TOKENS = 40


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One answer that went through a ``Metered`` model."""

    calls: tuple[ToolCall, ...]
    usage: Usage


@dataclass(frozen=True, kw_only=True)
class Rates:
    """What the model does when nothing constrains it."""

    prefill: float | None
    """Prompt tokens a second; ``None`` where the runtime does not say how many were new."""
    decode: float
    """Generated tokens a second."""


class Metered:
    """A ``ChatModel`` that passes everything on and keeps what each answer cost."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self.answered: list[Answered] = []
        self.asked: ChatRequest | None = None
        """The last request for calls."""

    @property
    def identity(self) -> ModelIdentity:
        return self._model.identity

    async def chat(self, request: ChatRequest) -> AsyncIterator[ModelEvent]:
        calls: list[ToolCall] = []
        if request.want == "calls":
            self.asked = request
        async with aclosing(self._model.chat(request)) as events:  # type: ignore[type-var]
            async for event in events:
                if isinstance(event, CallMade):
                    calls.append(event.call)
                elif isinstance(event, Finished):
                    self.answered.append(Answered(calls=tuple(calls), usage=event.usage))
                yield event

    async def warm(self, request: ChatRequest) -> None:
        await self._model.warm(request)

    async def __aenter__(self) -> "Metered":
        await self._model.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._model.__aexit__(*error)

    def take(self) -> tuple[Answered, ...]:
        """What was answered since the last time."""
        taken, self.answered = tuple(self.answered), []
        return taken


async def probe(model: ChatModel, asked: ChatRequest, number: int) -> Usage:
    """What a free answer to a longer text costs after the warm prefix of ``asked``; each ``number`` is another text."""
    message = Message(role="user", content=_PROBE.format(number=number))
    request = replace(asked, messages=(message,), choices=None, want="words", max_tokens=_PROBE_TOKENS)
    usage = Usage()
    async with aclosing(model.chat(request)) as events:  # type: ignore[type-var]
        async for event in events:
            if isinstance(event, Finished):
                usage = event.usage
    return usage


def rates(probes: Sequence[Usage]) -> Rates | None:
    """The median of several probes; ``None`` when a runtime tells no durations."""
    timed = [usage for usage in probes if usage.prefill_s > 0 and usage.decode_s > 0]
    if not timed:
        return None
    counted = [usage for usage in timed if usage.cached]
    prefill = median((usage.prompt - usage.cached) / usage.prefill_s for usage in counted) if counted else None
    return Rates(prefill=prefill, decode=median(usage.generated / usage.decode_s for usage in timed))


def floor_ms(answers: Sequence[Answered], speed: Rates | None) -> float | None:
    """The least time from the question to the first complete call; ``None`` when there was no call.

    New prompt tokens / prefill rate + tokens generated up to the end of the first call / decode rate. Where new prompt
    tokens are not counted, the runtime's own time for reading them stands in.
    """
    if speed is None:
        return None
    seconds = 0.0
    for answer in answers:
        usage = answer.usage
        new = usage.prompt - usage.cached
        seconds += new / speed.prefill if speed.prefill else usage.prefill_s
        seconds += usage.generated * _share_of_first(answer.calls) / speed.decode
        if answer.calls:
            return seconds * 1000
    return None


def _share_of_first(calls: Sequence[ToolCall]) -> float:
    """The first call's part of what was generated, by its length when written."""
    if len(calls) < 2:
        return 1.0
    syntax = Syntax(())
    return len(syntax.write(calls[:1])) / len(syntax.write(calls))
