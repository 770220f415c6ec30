"""Tests of what becomes of the arguments a model or person wrote."""

from typing import Annotated, Literal

import pytest

from car_assistant.arguments import OutOfRange, params_of
from car_assistant.errors import PackError, ToolError
from car_assistant.toolkit import Aliases, Field, Outcome, ToolContext, ok


def heat(
    ctx: ToolContext,
    *,
    seat: Annotated[
        Literal["driver", "rear_left", "all"],
        Aliases({"driver": ("driver's side", "主驾", "司机"), "all": ("everyone", "全部")}),
    ] = "driver",
    celsius: Annotated[float, Field(ge=16, le=30, multiple_of=0.5, description="degrees Celsius")],
    percent: Annotated[int, Field(ge=0, le=100)] = 50,
    on: bool = True,
    text: str | None = None,
) -> Outcome:
    """Warm a seat."""
    return ok("x")


PARAMS = {param.name: param for param in params_of(heat)}


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("celsius", "22.5 degrees", 22.5),
        ("celsius", "二十二度半", 22.5),
        ("celsius", 21.26, 21.5),
        ("celsius", "21", 21.0),
        ("percent", "half", 50),
        ("percent", "百分之三十", 30),
        ("percent", "一半", 50),
        ("percent", 33.4, 33),
        ("seat", "driver's side", "driver"),
        ("seat", "主驾", "driver"),
        ("seat", "主驾座椅", "driver"),
        ("seat", "Rear Left", "rear_left"),
        ("seat", "rear-left seat", "rear_left"),
        ("on", "off", False),
        ("on", "打开", True),
        ("on", 1, True),
        ("text", "  hello ", "hello"),
        ("text", None, None),
    ],
)
def test_what_is_plainly_meant_is_understood(name: str, written: object, meant: object) -> None:
    """Numbers in words, other names of seats and spoken switches become valid values."""
    assert PARAMS[name].coerce(written) == meant


@pytest.mark.parametrize(("name", "written"), [("celsius", 40), ("celsius", "-3"), ("percent", 101)])
def test_a_number_out_of_range_is_told_apart(name: str, written: object) -> None:
    """A plain number outside the bounds is not guessed away; its bounds can be said."""
    with pytest.raises(OutOfRange) as refusal:
        PARAMS[name].coerce(written)
    assert refusal.value.param.maximum is not None


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("celsius", "warm-ish"),
        ("celsius", float("nan")),
        ("celsius", float("inf")),
        ("percent", 10**400),
        ("percent", "9" * 400),
        ("seat", "roof"),
        ("on", "maybe"),
        ("percent", True),
    ],
)
def test_nonsense_is_refused_with_what_is_allowed(name: str, written: object) -> None:
    """What cannot be understood names the argument, so that the model or person can mend it."""
    with pytest.raises(ToolError, match=name):
        PARAMS[name].coerce(written)


def test_the_schema_is_flat_and_says_the_range_in_words() -> None:
    """Ranges stand in the description too, because some servers drop the bounds."""
    schema = PARAMS["celsius"].schema()
    assert schema["minimum"] == 16
    assert "16..30" in str(schema["description"])
    assert PARAMS["seat"].schema()["enum"] == ["driver", "rear_left", "all"]
    assert [name for name, param in PARAMS.items() if param.required] == ["celsius"]


def test_a_nested_type_is_refused_when_the_pack_loads() -> None:
    """A tool author learns at once that arguments must be flat."""

    def bad(ctx: ToolContext, *, where: dict[str, int]) -> Outcome:
        return ok("x")

    with pytest.raises(PackError, match=r"bad\.where"):
        params_of(bad)


def blow(
    ctx: ToolContext, *, level: Annotated[Literal["low", "high"], Aliases({"low": ("1",), "high": ("2",)})]
) -> Outcome:
    """Blow."""
    return ok("x")


@pytest.mark.parametrize("written", ["-2", "level -2"])
def test_a_level_below_zero_is_none(written: str) -> None:
    """A minus is no hyphen: level minus two is refused, not taken for two."""
    (level,) = params_of(blow)
    assert level.coerce("level-2") == level.coerce("2") == "high"
    with pytest.raises(ToolError):
        level.coerce(written)
