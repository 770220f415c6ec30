"""One turn, start to end. Owns the order in which ways to understand are tried; cancellable at any point.

The order: an answer to a pending question, undo and repeat, plain words, the examples, the model.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from car_assistant.agent.claims import find_lie
from car_assistant.agent.dialogue import Dialogue, Exchange, Question, understand
from car_assistant.agent.followups.retraction import undoes
from car_assistant.agent.plain import Grammar, PlainWords
from car_assistant.agent.planning.carrying import place_of
from car_assistant.agent.planning.plan import Part, Planner
from car_assistant.agent.prompt import Prompt
from car_assistant.agent.turn import TurnRecord
from car_assistant.agent.undo import UndoStack
from car_assistant.errors import ModelError, ModelStalled, ModelUnavailable, ToolError
from car_assistant.events import Bus, CallEnded, CallStarted, Heard, Interrupted, Lang, Said
from car_assistant.faults import FaultPlan
from car_assistant.models.base import (
    CallMade,
    ChatModel,
    ChatRequest,
    Finished,
    Message,
    TextDelta,
    ToolCall,
)
from car_assistant.models.freeform import read_calls
from car_assistant.models.syntax import only_answer
from car_assistant.registry import Done, Registry
from car_assistant.toolkit import Call, Name, ToolContext

MAX_ROUNDS = 3
"""Requests for calls in one turn: the first, one repair, one more after results."""

MAX_CALLS = 12
"""Calls in one turn; a model that wants more is stopped."""

HISTORY_BUDGET = 600
"""Characters of past exchanges shown to the model."""


@dataclass(kw_only=True)
class Agent:
    """Understands utterances and acts on them through the registry."""

    model: ChatModel
    registry: Registry
    prompt: Prompt
    planner: Planner
    bus: Bus
    context: Callable[[Heard, str], ToolContext]
    """Makes the context of a turn's calls from what was heard and the cause to write into the journal."""
    undo: UndoStack
    state_of: Callable[[Sequence[str]], str] = lambda tools: ""
    """A few words on the state of the devices that the named tools touch."""
    grammar: Grammar | None = None
    faults: FaultPlan = field(default_factory=FaultPlan)
    dialogue: Dialogue = field(default_factory=Dialogue)
    learning: Awaitable[object] | None = None
    """The learning of the examples in the background, where it was begun."""
    _group: str | None = None
    """The group of tools that the last turn worked with."""

    def __post_init__(self) -> None:
        self._plain = PlainWords(grammar=self.grammar, registry=self.registry, dialogue=self.dialogue, undo=self.undo)

    async def turn(self, record: TurnRecord) -> None:
        """Fill ``record``. Never raises for what a model or tool did; passes cancellation on after telling it."""
        ctx = self.context(record.heard, record.cause)
        before = self.undo.mark()
        try:
            await self._understand(record, ctx)
        except asyncio.CancelledError:
            self._remember(record, ctx)
            self.undo.keep(record, before)
            self.bus.publish(Interrupted(at=ctx.clock.now(), turn=record.heard.turn))
            raise
        if not record.reply:
            record.reply = self._say("core-not-understood", ctx)
        record.word()
        self._remember(record, ctx)
        self.undo.keep(record, before)
        self.bus.publish(
            Said(
                at=ctx.clock.now(),
                turn=record.heard.turn,
                text=record.reply,
                lang=record.heard.lang,
                asks=record.asks,
            )
        )

    async def _understand(self, record: TurnRecord, ctx: ToolContext) -> None:
        text = record.heard.text
        if not text:
            record.reply = self._say("core-heard-nothing", ctx)
            return
        if await self._answer_question(record, ctx):
            return
        if understand(text) == "repeat" and self.dialogue.last_reply:
            record.reply = self.dialogue.last_reply
            return
        if understand(text) == "undo" or undoes(text, self.dialogue.last_calls(ctx.clock.now())):
            record.action()
            record.reply = self._say(self.undo.take_back(record), ctx)
            return
        calls = self._plain.calls(record, ctx)
        if not calls and self.planner.forbids(text):
            record.reply = self._say("core-left-alone", ctx)
            return
        if not calls:
            await self._ask_model(record, ctx)
            return
        for call in calls:
            try:
                await self._act(record, ctx, call)
            except ToolError:  # a sentence of a pack that its tools do not bear out; the rest may still be done
                continue
        self._summarise(record, ctx)

    # -- without a model ------------------------------------------------------------------------------------

    async def _answer_question(self, record: TurnRecord, ctx: ToolContext) -> bool:
        """Whether the words answered the pending question; a word that does not leaves it pending."""
        question = self.dialogue.question(ctx.clock.now())
        answer = understand(record.heard.text)
        if question is None:
            if answer in ("yes", "no") and not self._plain.is_command(record.heard.text, record.heard.lang):
                record.reply = self._say("core-nothing-pending", ctx)
                return True
            return False
        chosen = question.pick(record.heard.text) if question.choices else None
        if chosen is None and answer not in ("yes", "no"):
            return False
        if chosen is None and answer == "yes" and question.choices:
            record.reply, record.asks = self._say("core-which-one", ctx, choices=question.choices), True
            return True
        self.dialogue.questions.pop(0)
        ctx = replace(ctx, seat=question.seat)  # "yes" from anywhere means the door of whoever asked for it
        if answer == "no":
            record.reply = self._say("core-left-alone", ctx)
            return True
        call = question.call
        if chosen is not None:
            words = chosen.zh if record.heard.lang == "zh" else chosen.en
            call = Call(tool=call.tool, args={**call.args, question.argument: words})
        await self._act(record, ctx, call, confirmed=chosen is None)
        self._summarise(record, ctx)
        return True

    # -- with a model ---------------------------------------------------------------------------------------

    async def _ask_model(self, record: TurnRecord, ctx: ToolContext) -> None:
        record.route = "examples"
        try:
            words = await self._ask_parts(record, ctx)
            if not record.done and not words:
                words = await self._words(record, self.prompt.words(record.heard.text, self._history(ctx)))
                words = await self._act_on(words, record, ctx)
        except ModelUnavailable:
            self._summarise(record, ctx, extra=self._say("core-model-gone", ctx))
            return
        except ModelError:
            self._summarise(record, ctx, extra=self._say("core-model-failed", ctx))
            return
        if record.done:
            await self._tell(record, ctx)
        else:
            record.reply = self._true(words, record) or self._say("core-cannot", ctx)

    async def _ask_parts(self, record: TurnRecord, ctx: ToolContext) -> str:
        """Ask for the calls of every part of the utterance. Returns what the model said instead of calls."""
        if self.learning is not None:
            await asyncio.shield(self.learning)
        text, words = record.heard.text, ""
        history = self._history(ctx)
        last = self.dialogue.last_calls(ctx.clock.now())
        before = tuple(call.tool for call in last)
        place = place_of({name: (value,) for name, value in last[-1].args.items()}) if last else None
        plain = partial(self._plain.command, lang=record.heard.lang)
        for part in self.planner.plan(text, before=before, place=place, seat=ctx.seat, plain=plain):
            if part.group is not None:
                follows = history if part.group == self._group and part.text == text else ()
                self._group = part.group
                words = await self._rounds(record, ctx, self._request(record, ctx, part, follows)) or words
        return words

    async def _act_on(self, words: str, record: TurnRecord, ctx: ToolContext) -> str:
        """Asked for words after calls, a model may write a call: make it. Returns the words that are none."""
        calls = read_calls(words, self.registry.schemas()) if "(" in words else []
        for call in calls:
            try:
                await self._act(record, ctx, Call(tool=call.tool, args=call.args))
            except ToolError:
                continue
        return "" if calls else words

    def _request(
        self, record: TurnRecord, ctx: ToolContext, part: Part, history: Sequence[Message] = ()
    ) -> ChatRequest:
        return self.prompt.calls(
            part.text,
            group=part.group if self.model.identity.many_prefixes else None,
            seat=ctx.seat,
            state=self.state_of(part.choices),
            history=history,
            choices=part.choices or None,
            values=part.values,
            must_call=part.sure,
            max_calls=part.most,
        )

    def _history(self, ctx: ToolContext) -> tuple[Message, ...]:
        """The last exchange: more would have to be read anew whenever the group of tools changes."""
        return self.dialogue.history(ctx.clock.now())[-2:]

    async def _rounds(self, record: TurnRecord, ctx: ToolContext, request: ChatRequest) -> str:
        """Run what the model calls; give errors back to it once. Returns words it said instead of calls."""
        words = ""
        for _ in range(MAX_ROUNDS):
            errors: list[tuple[ToolCall, str]] = []
            words = await self._stream(record, ctx, request, errors)
            if not errors or request.messages[-1].role == "tool":
                break
            messages = list(request.messages)
            messages.append(Message(role="assistant", calls=tuple(call for call, _ in errors)))
            messages += [Message(role="tool", tool=call.tool, content=f"error: {what}") for call, what in errors]
            request = replace(request, messages=tuple(messages))
        return words

    async def _stream(
        self, record: TurnRecord, ctx: ToolContext, request: ChatRequest, errors: list[tuple[ToolCall, str]]
    ) -> str:
        """One request; each call runs as soon as it is known. A stall before anything was done is retried once."""
        for attempt in (1, 2):
            words = ""
            try:
                async with aclosing(self._chat(record, request)) as stream:
                    async for event in stream:
                        match event:
                            case CallMade(call=made):
                                if len(record.done) >= MAX_CALLS:
                                    return words
                                try:
                                    await self._act(record, ctx, Call(tool=made.tool, args=made.args))
                                except ToolError as error:
                                    errors.append((made, str(error)))
                            case TextDelta(text=piece):
                                words += piece
                            case Finished(usage=usage):
                                record.usage += usage
                return words.strip()
            except ModelStalled:
                if attempt == 2 or record.done:
                    raise
        raise AssertionError("unreachable: the second attempt returns or raises")

    async def _chat(self, record: TurnRecord, request: ChatRequest) -> Any:
        record.rounds += 1
        if only_answer(request) is None:
            record.route = "model"
        fault = self.faults.hit("model", self.model.identity.name)
        if fault:
            raise ModelStalled("fault on purpose") if fault.kind == "timeout" else ModelUnavailable("fault on purpose")
        async with aclosing(self.model.chat(request)) as stream:  # type: ignore[type-var]
            async for event in stream:
                yield event

    async def _words(self, record: TurnRecord, request: ChatRequest) -> str:
        words = ""
        async with aclosing(self._chat(record, request)) as stream:
            async for event in stream:
                if isinstance(event, TextDelta):
                    words += event.text
                elif isinstance(event, Finished):
                    record.usage += event.usage
        return words.strip()

    async def _tell(self, record: TurnRecord, ctx: ToolContext) -> None:
        """Say what was done: each outcome's own sentence, or one more round where an outcome has none."""
        bare = [done for done in record.done if not done.outcome.reply and done.outcome.data]
        if not bare:
            self._summarise(record, ctx)
            return
        results = [
            Message(role="assistant", calls=tuple(ToolCall(tool=done.call.tool, args=done.call.args) for done in bare)),
            *(Message(role="tool", tool=done.call.tool, content=str(dict(done.outcome.data))) for done in bare),
        ]
        try:
            words = await self._words(record, self.prompt.words(record.heard.text, results=results))
        except ModelError:
            words = ""
        told = self._true(words, record) or self._say("core-done", ctx)
        self._summarise(record, ctx, extra=told)

    def _true(self, words: str, record: TurnRecord) -> str:
        """``words`` if nothing in them is made up, else nothing."""
        known = [record.heard.text, *(str(dict(done.outcome.data)) for done in record.done)]
        return "" if not words or find_lie(words, record.heard.lang, acted=record.acted, known=known) else words

    # -- acting and telling ---------------------------------------------------------------------------------

    async def _act(self, record: TurnRecord, ctx: ToolContext, call: Call, *, confirmed: bool = False) -> None:
        """Run one call to its end, even when the turn is cancelled meanwhile, so that it is never half-told."""
        checked = call
        with suppress(ToolError):  # run() tells what is wrong: a number out of range is an outcome, the rest is raised
            checked = self.registry.check(call)
        if any(done.call == checked for done in record.done):
            return  # said twice in one breath is meant once
        record.action()
        self.bus.publish(
            CallStarted(at=ctx.clock.now(), turn=record.heard.turn, tool=checked.tool, args=dict(checked.args))
        )
        await _to_the_end(self._run(record, ctx, checked, confirmed=confirmed))

    async def _run(self, record: TurnRecord, ctx: ToolContext, call: Call, *, confirmed: bool) -> None:
        for done in await self.registry.run(call, ctx, confirmed=confirmed):
            record.done.append(done)
            self._ask_later(done, ctx)
            self.bus.publish(
                CallEnded(
                    at=ctx.clock.now(),
                    turn=record.heard.turn,
                    tool=done.call.tool,
                    args=dict(done.call.args),
                    outcome=done.outcome.status,
                    reply=done.sentence,
                    data=done.outcome.data,
                    policy=done.policy,
                )
            )

    def _ask_later(self, done: Done, ctx: ToolContext) -> None:
        """Keep the question that an outcome asks."""
        data = done.outcome.data
        choices = data.get("choices", ())
        argument = str(data.get("argument", ""))
        named = tuple(choice for choice in choices if isinstance(choice, Name)) if isinstance(choices, tuple) else ()
        picks = bool(argument and named)
        if done.outcome.status == "needs_confirmation" or picks:
            self.dialogue.questions.append(
                Question(
                    call=done.call,
                    asked_at=ctx.clock.now(),
                    seat=ctx.seat,
                    argument=argument if picks else "",
                    choices=named if picks else (),
                )
            )

    def _summarise(self, record: TurnRecord, ctx: ToolContext, *, extra: str = "") -> None:
        """The reply: every sentence once, in order, questions last."""
        told = [(done.sentence, _asks(done)) for done in record.done]
        told += [(sentence, False) for done in record.done for sentence in done.notes]
        told.append((extra, False))
        first_question = next((sentence for sentence, asks in told if asks), "")
        plain = [sentence for sentence, asks in told if sentence and not asks]
        record.reply = _join([*dict.fromkeys(plain), first_question], record.heard.lang)
        record.asks = bool(first_question)

    def _remember(self, record: TurnRecord, ctx: ToolContext) -> None:
        exchange = Exchange(
            at=ctx.clock.now(),
            text=record.heard.text,
            calls=record.calls,
            reply=record.reply,
            cause=record.cause,
        )
        self.dialogue.remember(exchange, budget=HISTORY_BUDGET)

    def _say(self, key: str, ctx: ToolContext, **data: object) -> str:
        return self.registry.replies.render(key, ctx.lang, data)


def _asks(done: Done) -> bool:
    return done.outcome.status in ("needs_confirmation", "pending") or "choices" in done.outcome.data


def _join(sentences: Iterable[str], lang: Lang) -> str:
    return ("" if lang == "zh" else " ").join(sentence for sentence in sentences if sentence)


async def _to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Await ``work``; when cancelled, let it finish first and pass the cancellation on then."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        if not task.cancelled():
            await asyncio.wait([task])
        raise
