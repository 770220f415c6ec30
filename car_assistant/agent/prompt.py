"""What a model is shown: stable parts first, the moment last. Owns the wording; asks no model itself."""

from collections.abc import Sequence
from pathlib import Path

from car_assistant.errors import PackError
from car_assistant.events import Lang, Seat
from car_assistant.models.base import ChatRequest, Message, Schemas, ToolCall

SYSTEM = (
    "You are the voice assistant of a car. Turn what is said into calls of the tools below, in order, one for each "
    "thing asked. Call nothing for questions about the world, small talk, things the car does not have, or when "
    "told not to do something. Copy names and texts as they were said."
)

WORDS = (
    "Answer the driver yourself in one short spoken sentence, in {language}. You did nothing just now, so do not "
    "say that you did. Do not invent facts or numbers about the car."
)
RESULTS = "Tell the driver these results in one short spoken sentence, in {language}. Use only what they hold."

_LANGUAGES: dict[Lang, str] = {"en": "English", "zh": "Chinese (中文)"}


class Prompt:
    """Builds requests whose prefix never changes within a session."""

    def __init__(self, schemas: Schemas, examples: Sequence[Message] = ()) -> None:
        self._schemas = tuple(schemas)
        self._examples = tuple(examples)

    def prefix(self) -> ChatRequest:
        """The stable part alone, for warming a model."""
        return ChatRequest(system=SYSTEM, tools=self._schemas, examples=self._examples)

    def calls(
        self, said: str, *, seat: Seat, state: str, history: Sequence[Message], choices: tuple[str, ...] | None
    ) -> ChatRequest:
        """Ask for tool calls."""
        return ChatRequest(
            system=SYSTEM,
            tools=self._schemas,
            examples=self._examples,
            messages=(*history, Message(role="user", content=utterance(said, seat=seat, state=state))),
            choices=choices,
        )

    def words(self, asked: ChatRequest, lang: Lang, results: Sequence[Message] = ()) -> ChatRequest:
        """Ask for a sentence: about ``results``, or in place of calls where none fitted."""
        order = (RESULTS if results else WORDS).format(language=_LANGUAGES[lang])
        return ChatRequest(
            system=asked.system,
            tools=asked.tools,
            examples=asked.examples,
            messages=(*asked.messages, *results, Message(role="user", content=order)),
            want="words",
            max_tokens=70,
        )


def utterance(said: str, *, seat: Seat, state: str) -> str:
    """The driver's words with what the model has to know at this moment."""
    notes = [state] if state else []
    if seat != "driver":
        notes.append(f"speaker: {seat} seat")
    return f"({'; '.join(notes)}) {said}" if notes else said


def load_examples(pack: Path) -> tuple[Message, ...]:
    """The worked examples of a pack, from ``examples.yaml``: a list of ``{say, calls: [{tool: {args}}]}``."""
    file = pack / "examples.yaml"
    if not file.exists():
        return ()
    from ruamel.yaml import YAML

    messages: list[Message] = []
    for entry in YAML(typ="safe").load(file.read_text(encoding="utf-8")):
        try:
            calls = tuple(
                ToolCall(tool=tool, args=args or {}) for call in entry["calls"] for tool, args in call.items()
            )
            messages.append(Message(role="user", content=entry["say"]))
        except (KeyError, TypeError, AttributeError) as error:
            raise PackError(f"{file}: each example needs 'say' and 'calls', found {entry!r}") from error
        messages.append(Message(role="assistant", calls=calls))
    return tuple(messages)
