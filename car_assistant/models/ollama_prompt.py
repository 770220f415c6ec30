"""A request in Ollama's words, in one of two styles. Talks to no server.

``native`` hands the chosen tools to Ollama. ``compact`` lists every tool once in the short call syntax, as the embedded
model does: the prompt's beginning never changes, so Ollama's own prompt cache holds it and a CPU reads only the new
words.
"""

from collections.abc import Collection
from typing import Any, Literal

from car_assistant.models import chatml
from car_assistant.models.base import ChatRequest, Message, ToolSchema
from car_assistant.models.syntax import CallReader, Syntax

Style = Literal["native", "compact"]


class PromptWriter:
    """Makes the fields ``messages`` and ``tools`` of a chat request."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._syntax = Syntax(())
        self._syntax_of: object = None
        self._beginning: list[dict[str, object]] = []

    def fields(self, request: ChatRequest) -> dict[str, Any]:
        if self._style == "compact":
            return {"messages": self._compact(request)}
        turns = [_as_native(message) for message in (*request.examples, *request.messages)]
        fields: dict[str, Any] = {"messages": [_turn("system", request.system), *turns]}
        if request.want == "calls":
            shown = [tool for tool in request.tools if request.choices is None or tool.name in request.choices]
            fields["tools"] = [_declaration(tool) for tool in shown]
        return fields

    def reader(self, request: ChatRequest) -> CallReader | None:
        """What takes calls out of a text as it arrives; ``None`` where Ollama does that."""
        return self._syntax_for(request).reader() if self._style == "compact" and request.want == "calls" else None

    def _compact(self, request: ChatRequest) -> list[dict[str, object]]:
        syntax = self._syntax_for(request)
        turns = [_turn(*chatml.as_text(message, syntax)) for message in request.messages]
        if request.want == "calls" or not self._beginning:
            examples = [_turn(*chatml.as_text(message, syntax)) for message in request.examples]
            self._beginning = [_turn("system", chatml.system(request, syntax)), *examples]
        elif turns:
            # Words are asked for under the same beginning: after another one the server would read all tools again.
            turns[-1]["content"] = f"{turns[-1]['content']}\n\n(No call now. {request.system})"
        return [*self._beginning, *turns]

    def _syntax_for(self, request: ChatRequest) -> Syntax:
        """The syntax of the request's tools: the same in every request of a session, so it is made once."""
        if request.tools and self._syntax_of is not request.tools:
            self._syntax, self._syntax_of = Syntax(request.tools), request.tools
        return self._syntax


def writes_text(tag: str, capabilities: Collection[str]) -> bool:
    """Whether a model writes its calls as text. The coders never use the form that Ollama looks for."""
    return "tools" not in capabilities or "coder" in tag


def _declaration(tool: ToolSchema) -> dict[str, object]:
    return {
        "type": "function",
        "function": {"name": tool.name, "description": tool.description, "parameters": tool.parameters},
    }


def _turn(role: str, content: str) -> dict[str, object]:
    return {"role": role, "content": content}


def _as_native(message: Message) -> dict[str, object]:
    turn = _turn(message.role, chatml.harmless(message.content))
    if message.role == "tool":
        turn["tool_name"] = message.tool
    if message.calls:
        turn["tool_calls"] = [{"function": {"name": call.tool, "arguments": dict(call.args)}} for call in message.calls]
    return turn
