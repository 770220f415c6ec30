"""What a scenario file may hold, as pydantic models. Owns the form; knows neither the car's signals nor its tools.

The JSON schema for editors is made from these models, so field descriptions are written for an author of scenarios.
"""

import json
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from car_assistant.events import Lang, Seat, Value
from car_assistant.scenario.fields import Matcher, Seconds, StepId, Strict, WordList, is_pattern, listed

MAX_STEPS = 500
"""Steps in one timeline; a longer drive is better cut in two."""


class Weather(Strict):
    """The sky, until it is changed again."""

    sky: Literal["clear", "cloudy", "overcast", "fog", "light_rain", "rain", "storm", "snow"]
    temperature: Annotated[float, Field(ge=-40, le=60)] | None = Field(default=None, description="Celsius")


class World(Strict):
    """The car and its surroundings before the first step."""

    base: str | None = Field(default=None, description="name of a file in _worlds/ whose settings come first")
    now: datetime | None = Field(
        default=None, description="date and time with its zone, such as 2026-03-04T18:30:00+08:00"
    )
    place: str | None = Field(default=None, description="where the car stands, by the name of a place")
    weather: Weather | None = None
    set: dict[str, Value] = Field(default_factory=dict, description="signal paths and their values")

    @model_validator(mode="after")
    def _has_zone(self) -> "World":
        if self.now is not None and self.now.tzinfo is None:
            raise PydanticCustomError("zone", "'now' needs its zone, such as +08:00 at the end")
        return self


class Tools(Strict):
    """The tools of the car under test."""

    remove: tuple[str, ...] = Field(default=(), description="tools taken away, as if the car did not have them")


class Variant(Strict):
    """Another wording with the same expected end."""

    say: str
    lang: Lang | None = None
    seat: Seat | None = None


class Received(Strict):
    """A message that comes in."""

    sender: str = Field(alias="from", description="a name from the phone's contacts, or any other sender")
    text: str


class Happening(Strict):
    """Something that happens around the car."""

    weather: Weather | None = None
    drive: bool | None = Field(default=None, description="the car drives along its route by itself, or stops and parks")
    caller: str | None = Field(default=None, description="this contact rings")

    @model_validator(mode="after")
    def _something(self) -> "Happening":
        if self.weather is None and self.drive is None and self.caller is None:
            raise PydanticCustomError("world", "needs weather, drive or caller")
        return self


class After(Strict):
    """A moment relative to another step."""

    step: str | None = Field(default=None, description="id of the step; the one before, when left out")
    event: Literal["heard", "acted", "said", "done", "settled"] = Field(
        default="done",
        description="heard: began; acted: first tool call; said: the reply is whole; settled: nothing moves",
    )
    delay: Seconds = 0.0


class Fault(Strict):
    """A failure on purpose: of a tool, of the model, or of a moving part."""

    tool: str | None = None
    model: Literal["any"] | None = None
    raise_: Literal["timeout", "error"] | None = Field(default=None, alias="raise")
    nth: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="which use fails; every one, when left out"
    )
    jam: str | None = Field(default=None, description="path of a part that gets stuck ...")
    at: Annotated[float, Field(ge=0, le=100)] | None = Field(default=None, description="... at this position")
    unjam: str | None = None
    pinch: str | None = Field(default=None, description="path of a window or roof that meets an obstacle while closing")
    clear: Literal[True] | None = Field(default=None, description="end all faults of tools and model")

    @model_validator(mode="after")
    def _one_kind(self) -> "Fault":
        kinds = [name for name in ("tool", "model", "jam", "unjam", "pinch", "clear") if getattr(self, name)]
        if len(kinds) != 1:
            raise PydanticCustomError("fault", "a fault needs exactly one of: tool, model, jam, unjam, pinch, clear")
        if (kinds[0] in ("tool", "model")) != (self.raise_ is not None):
            raise PydanticCustomError("fault", "a fault of a tool or model needs 'raise: timeout' or 'raise: error'")
        if (kinds[0] == "jam") != (self.at is not None):
            raise PydanticCustomError("fault", "a jam needs 'at', the position where it sticks, and only a jam does")
        return self


class CallMatch(Strict):
    """A tool call that must be seen, or must not."""

    tool: str
    args: dict[str, Matcher] = Field(default_factory=dict, description="a subset of the arguments")
    exact: bool = Field(default=False, description="forbid arguments that are not listed")
    outcome: Literal["ok", "refused", "needs_confirmation", "failed", "pending"] | None = None
    policy: str | None = Field(default=None, description="the rule or interlock that decided")


def _call_match(value: object) -> object:
    return {"tool": value} if isinstance(value, str) else value


_Calls = tuple[Annotated[CallMatch, BeforeValidator(_call_match, json_schema_input_type=str | CallMatch)], ...]


class Words(Strict):
    """What a reply or notice must be like."""

    mentions: WordList = Field(default=(), description="at least one of these, in any letter case")
    mentions_all: WordList = ()
    not_mentions: WordList = ()
    match: str | None = Field(default=None, description="a regular expression found in it")
    asks: bool | None = Field(default=None, description="whether it waits for an answer")
    lang: Lang | Literal["same"] | None = Field(default=None, description="its language; same: as it was spoken to")

    @model_validator(mode="after")
    def _pattern(self) -> "Words":
        if self.match is not None and not is_pattern(self.match):
            raise PydanticCustomError("pattern", "'match' is not a regular expression")
        return self


class Within(Strict):
    """Longest simulated times from the moment the words were heard."""

    first_action: Seconds | None = None
    first_word: Seconds | None = None
    turn: Seconds | None = None


class Screen(Strict):
    """What the centre screen shows."""

    page: str | None = None
    orientation: str | None = None
    is_on: bool | None = None


def _screen(value: object) -> object:
    return {"page": value} if isinstance(value, str) else value


class Expect(Strict):
    """What must hold when a step has ended."""

    calls: _Calls | None = Field(
        default=None, description="seen in any order; an empty list means that no call may run"
    )
    in_order: _Calls = Field(default=(), description="seen in this order")
    never: _Calls = Field(default=(), description="must not run; without 'outcome', a refused or waiting call is fine")
    reply: Words | None = None
    notice: Words | None = Field(default=None, description="what the car says by itself during the step")
    within: Within | None = None
    screen: Annotated[Screen, BeforeValidator(_screen, json_schema_input_type=str | Screen)] | None = None
    state: dict[str, Matcher] = Field(default_factory=dict, description="signals right at the end of the step")
    policy: WordList = Field(
        default=(), description="rules or interlocks that must have decided something in this step"
    )


class Step(Strict):
    """One stimulus and what it must lead to."""

    id: StepId | None = None
    say: str | None = None
    audio: str | None = Field(default=None, description="a WAV file that stands for 'say' in voice runs")
    variants: tuple[
        Annotated[
            Variant,
            BeforeValidator(lambda v: {"say": v} if isinstance(v, str) else v, json_schema_input_type=str | Variant),
        ],
        ...,
    ] = ()
    seat: Seat = "driver"
    lang: Lang | None = None
    interrupts: bool = Field(default=False, description="speaks over the turn that runs, which is cut short")
    tap: str | dict[str, Value] | None = Field(default=None, description="a button by name, or {signal path: value}")
    signal: dict[str, Value] | None = Field(default=None, description="the world sets these signals")
    message: Received | None = None
    world: Happening | None = None
    wait: Seconds | None = None
    at: Seconds | None = Field(default=None, description="moment since the start; else the step follows the one before")
    after: After | None = None
    fault: Annotated[tuple[Fault, ...], BeforeValidator(listed, json_schema_input_type=Fault | list[Fault])] = ()
    expect: Expect | None = None

    @property
    def kind(self) -> str:
        """The one stimulus."""
        return next(name for name in STIMULI if getattr(self, name) is not None)

    @model_validator(mode="after")
    def _one_stimulus(self) -> "Step":
        given = [name for name in STIMULI if getattr(self, name) is not None]
        if len(given) != 1:
            found = " and ".join(given) or "none"
            raise PydanticCustomError(
                "stimulus",
                "a step needs exactly one of {allowed}; found {found}",
                {"allowed": ", ".join(STIMULI), "found": found},
            )
        if self.say is None and (self.variants or self.interrupts or self.audio or self.lang):
            raise PydanticCustomError("stimulus", "variants, interrupts, audio and lang belong to a step with 'say'")
        if self.at is not None and self.after is not None:
            raise PydanticCustomError("schedule", "a step has 'at' or 'after', not both")
        if self.interrupts and self.at is None and self.after is None:
            raise PydanticCustomError(
                "schedule", "'interrupts' needs 'at' or 'after', to begin while another turn runs"
            )
        if isinstance(self.tap, dict) and len(self.tap) != 1:
            raise PydanticCustomError("tap", "a tap sets exactly one signal")
        return self


STIMULI = ("say", "tap", "signal", "message", "world", "wait")


class Final(Strict):
    """What must hold in the end, when everything has come to rest."""

    state: dict[str, Matcher] = Field(default_factory=dict)
    others: Literal["unchanged"] | None = Field(default=None, description="no other signal may differ from the start")


class Budget(Strict):
    """What the whole scenario may cost."""

    tool_rounds: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="requests to the model in any one turn"
    )
    model_tokens: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="new prompt and generated tokens in all"
    )


class Trials(Strict):
    """How often a live model must get it right."""

    runs: Annotated[int, Field(ge=1, le=100)] = 1
    require: Annotated[int, Field(ge=1, le=100)] = 1

    @model_validator(mode="after")
    def _possible(self) -> "Trials":
        if self.require > self.runs:
            raise PydanticCustomError("trials", "'require' is larger than 'runs'")
        return self


class Scenario(Strict):
    """A drive, written down."""

    scenario: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*$")] = Field(
        description="area/name, as in the file's path"
    )
    why: Annotated[str, Field(min_length=1)] = Field(description="what it protects, in one sentence")
    tags: tuple[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], ...] = ()
    pack: WordList = Field(default=(), description="tool packs: folders beside this file, or 'bundled'")
    world: World = World()
    tools: Tools = Tools()
    timeline: Annotated[tuple[Step, ...], Field(min_length=1, max_length=MAX_STEPS)]
    final: Final = Final()
    budget: Budget = Budget()
    trials: Trials = Trials()
    status: Literal["active", "known_failing"] = "active"
    reason: str | None = Field(default=None, description="why it is known to fail")
    fails_with: str | None = Field(
        default=None, description="words that the failure of a known failing scenario must hold"
    )

    @property
    def area(self) -> str:
        """The first part of the name."""
        return self.scenario.split("/", 1)[0]

    @model_validator(mode="after")
    def _tags_are_free(self) -> "Scenario":
        taken = sorted(set(self.tags) & {"skip", "skipif", "xfail", "parametrize", "usefixtures", "asyncio"})
        if taken:
            raise PydanticCustomError("tags", "tag '{tag}' has a meaning in pytest; choose another", {"tag": taken[0]})
        return self

    @model_validator(mode="after")
    def _reasoned(self) -> "Scenario":
        if (self.status == "known_failing") != bool(self.reason):
            raise PydanticCustomError("reason", "'reason' belongs to 'status: known_failing', and that needs one")
        if self.fails_with and self.status != "known_failing":
            raise PydanticCustomError("reason", "'fails_with' belongs to 'status: known_failing'")
        return self


def json_schema() -> str:
    """The schema for editors, as text."""
    schema = Scenario.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
