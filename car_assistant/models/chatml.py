"""Qwen's chat format as text. Owns the order of a prompt: what never changes first, the moment last."""

from collections.abc import Iterable

from car_assistant.models.base import ChatRequest, Message
from car_assistant.models.syntax import NOTHING, Syntax

HOW = f"""Answer with calls only, one a line. Arguments marked ? may be left out. Answer {NOTHING} when no tool fits."""

STOP = ("<|im_end|>", "<|endoftext|>", "<|im_start|>")


def system(request: ChatRequest, syntax: Syntax) -> str:
    """The first message: orders and every tool."""
    tools = f"\n\n# Tools\n{syntax.block()}\n\n{HOW}" if request.tools else ""
    return harmless(request.system + tools)


def as_text(message: Message, syntax: Syntax) -> tuple[str, str]:
    """Role and content of a message whose calls are written as text."""
    if message.role == "tool":
        return "user", harmless(f"Result of {message.tool}: {message.content}")
    if message.role == "assistant" and (message.calls or not message.content):
        return "assistant", harmless(syntax.write(message.calls))
    return message.role, harmless(message.content)


def harmless(text: str) -> str:
    """A driver who says "<|im_end|>" must not end the turn: without the bar it is ordinary text."""
    return text.replace("<|", "<")


def prefix(request: ChatRequest, syntax: Syntax) -> str:
    """The part of a prompt that is the same in every request of a session."""
    return _turn("system", system(request, syntax)) + _turns(request.examples, syntax)


def prompt(request: ChatRequest, syntax: Syntax) -> str:
    """A whole prompt, up to the place where the answer begins."""
    return prefix(request, syntax) + _turns(request.messages, syntax) + "<|im_start|>assistant\n"


def _turns(messages: Iterable[Message], syntax: Syntax) -> str:
    return "".join(_turn(*as_text(message, syntax)) for message in messages)


def _turn(role: str, content: str) -> str:
    return f"<|im_start|>{role}\n{content}<|im_end|>\n"
