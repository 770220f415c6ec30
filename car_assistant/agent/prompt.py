"""What a model is shown: stable parts first, the moment last. Owns the wording; asks no model itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from car_assistant.agent.examples import ExampleBase, Group
from car_assistant.agent.planning.plan import CHAT
from car_assistant.events import Seat
from car_assistant.models.base import ChatRequest, Message, Values
from car_assistant.schemas import Schemas

SHOWN_OF_EACH = 2
"""Worked examples of each group that a model sees which is shown all tools at once."""

SYSTEM = (
    "You are the voice assistant of a car. Turn what is said into calls of the tools below, in order, one for each "
    "thing asked. Call nothing for questions about the world, small talk, things the car does not have, or when "
    "told not to do something. Copy names and texts as they were said."
)

WORDS = (
    "You are the voice assistant of a car, talking with the people in it. Answer in one short spoken sentence, in the "
    "language you are spoken to. You can not do anything in this conversation, so never say that you did or will do "
    "something, and say so kindly when you are asked for a thing the car can not do. Do not make up facts or numbers "
    "about the car. When you are given results of the car, tell them and nothing else."
)


class Prompt:
    """Builds requests whose prefix never changes within a session: one for each group of tools, one for talk."""

    def __init__(self, base: ExampleBase, schemas: Schemas) -> None:
        self._groups = base.groups
        shown = [message for group in base.groups.values() for message in group.examples[: 2 * SHOWN_OF_EACH]]
        self._all = Group(name="all", tools=tuple(schemas), examples=tuple(shown))

    def prefixes(self, *, grouped: bool) -> tuple[ChatRequest, ...]:
        """The stable parts alone, for warming a model: of every group, or of all tools in one."""
        groups = [group for group in self._groups.values() if group.name != CHAT] if grouped else [self._all]
        talk = ChatRequest(system=WORDS, want="words")
        return (*(_prefix(group) for group in groups), talk)

    def calls(
        self,
        said: str,
        *,
        group: str | None,
        seat: Seat,
        state: str,
        history: Sequence[Message] = (),
        choices: tuple[str, ...] | None = None,
        values: Mapping[str, Values] | None = None,
        must_call: bool = False,
        max_calls: int = 8,
    ) -> ChatRequest:
        """Ask for tool calls of a group; of all tools when ``group`` is ``None``."""
        return replace(
            _prefix(self._groups[group] if group else self._all),
            messages=(*history, Message(role="user", content=utterance(said, seat=seat, state=state))),
            choices=choices,
            values=values or {},
            must_call=must_call,
            max_calls=max_calls,
        )

    def words(self, said: str, history: Sequence[Message] = (), results: Sequence[Message] = ()) -> ChatRequest:
        """Ask for a sentence: in answer to ``said``, or about ``results``."""
        return ChatRequest(
            system=WORDS,
            messages=(*history, Message(role="user", content=said), *results),
            want="words",
            max_tokens=60,
        )


def _prefix(group: Group) -> ChatRequest:
    return ChatRequest(system=SYSTEM, tools=group.tools, examples=group.examples)


def utterance(said: str, *, seat: Seat, state: str) -> str:
    """The driver's words with what the model has to know at this moment."""
    notes = [state] if state else []
    if seat != "driver":
        notes.append(f"speaker: {seat} seat")
    return f"({'; '.join(notes)}) {said}" if notes else said
