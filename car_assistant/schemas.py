"""Tool schemas as plain data: what the registry makes and a model is shown. Knows neither of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

JsonObject = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class ToolSchema:
    """A tool as a model sees it."""

    name: str
    description: str
    parameters: JsonObject
    """JSON schema of an object with flat properties: ``type``, ``enum``, ``description``, ``minimum``, ``maximum``."""
    area: str = ""


Schemas = Sequence[ToolSchema]
