"""The seam to a language model. Owns messages, tool schemas as plain data and stream events; knows no registry."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from car_assistant.schemas import JsonObject, Schemas, ToolSchema

__all__ = [
    "CallMade",
    "ChatModel",
    "ChatRequest",
    "Copied",
    "Finished",
    "JsonObject",
    "Message",
    "ModelEvent",
    "ModelIdentity",
    "Schemas",
    "TextDelta",
    "ToolCall",
    "ToolSchema",
    "Usage",
    "Values",
]


@dataclass(frozen=True, kw_only=True)
class ToolCall:
    """One call that a model (or the grammar) wants made."""

    tool: str
    args: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message of a conversation. ``calls`` belongs to the assistant, ``tool`` names what a result answers."""

    role: Literal["user", "assistant", "tool"]
    content: str = ""
    calls: tuple[ToolCall, ...] = ()
    tool: str = ""


@dataclass(frozen=True, kw_only=True)
class Copied:
    """A text that stands somewhere in ``words``: any run of whole words of them."""

    words: str


Values = Mapping[str, tuple[object, ...]]
"""For each argument what it may be; ``None`` stands for leaving it out, ``Copied`` for what is to be copied."""


@dataclass(frozen=True, kw_only=True)
class ChatRequest:
    """What a model is asked. The parts stand in order of stability, so that a cached prefix stays long."""

    system: str
    tools: tuple[ToolSchema, ...] = ()
    """The tools of one group, or of all of them; the same object in every request that shares a prefix."""
    examples: tuple[Message, ...] = ()
    """Worked examples: alternating user and assistant messages; the same in every request of a session."""
    messages: tuple[Message, ...] = ()
    choices: tuple[str, ...] | None = None
    """Names the answer may call this time; ``None`` allows all. Narrows the grammar, not the prompt."""
    values: Mapping[str, Values] = field(default_factory=dict)
    """What is left open of the arguments, by tool and name; others are free. Narrows the grammar as well."""
    want: Literal["calls", "words"] = "calls"
    """``calls``: the answer is tool calls, or none. ``words``: the answer is a sentence to be spoken."""
    max_calls: int = 8
    """Calls that one answer may hold; a small model adds calls nobody asked for when it may."""
    must_call: bool = False
    """True where an answer without any call would be wrong: everything like it that is known means a call."""
    max_tokens: int = 160
    temperature: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Usage:
    """Token counts and seconds of one answer; ``cached`` prompt tokens needed no work."""

    prompt: int = 0
    cached: int = 0
    generated: int = 0
    prefill_s: float = 0.0
    decode_s: float = 0.0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            prompt=self.prompt + other.prompt,
            cached=self.cached + other.cached,
            generated=self.generated + other.generated,
            prefill_s=self.prefill_s + other.prefill_s,
            decode_s=self.decode_s + other.decode_s,
        )


@dataclass(frozen=True, kw_only=True)
class TextDelta:
    """A piece of spoken text."""

    text: str


@dataclass(frozen=True, kw_only=True)
class CallMade:
    """A complete call; sent as soon as it is known, before later calls are generated."""

    call: ToolCall


@dataclass(frozen=True, kw_only=True)
class Finished:
    """The end of an answer. Every stream that raised no error ends with exactly one."""

    reason: Literal["stop", "length"] = "stop"
    usage: Usage = Usage()


ModelEvent = TextDelta | CallMade | Finished


@dataclass(frozen=True, kw_only=True)
class ModelIdentity:
    """What answered: enough to tell a stale recording."""

    name: str
    source: str
    """``ollama``, ``embedded`` or ``scripted``."""
    digest: str = ""
    quantisation: str = ""
    runtime: str = ""
    many_prefixes: bool = True
    """Whether going from one stable prefix to another is cheap, so that tools are best shown in groups."""


class ChatModel(Protocol):
    """A language model. Use it as an async context manager: entering loads, leaving frees."""

    @property
    def identity(self) -> ModelIdentity: ...

    def chat(self, request: ChatRequest) -> AsyncIterator[ModelEvent]:
        """Stream the answer. Closing the iterator stops the model. Raises ``ModelError`` and its children."""
        ...

    async def warm(self, request: ChatRequest) -> None:
        """Prepare the stable prefix of ``request`` (system, tools, examples), so that its first turn is fast."""
        ...

    async def __aenter__(self) -> "ChatModel": ...

    async def __aexit__(self, *error: object) -> None: ...
