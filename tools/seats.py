"""Seats: heating, ventilation, massage and position. Owns how they are asked for and how far they go."""

from collections.abc import Mapping

from car_assistant.toolkit import Aliases, Annotated, Field, Literal, Name, Outcome, Seat, ToolContext, ok, tool

from ._seats import SIDE, SeatArg, seat_name, seats_of
from ._signals import (
    LEVEL_NAMES,
    LEVELS,
    LevelArg,
    LevelsArg,
    WarmerArg,
    clamp,
    heading,
    level_after,
    number,
    stepped,
)

_DIRECTIONS: Mapping[str, tuple[str, int]] = {
    "forward": ("Position", -1),
    "back": ("Position", 1),
    "up": ("Height", 1),
    "down": ("Height", -1),
}
"""The signal that a direction moves, and its sign: position 0 is the front end, height 0 the lowest."""


def _seat(seat: Seat, leaf: str) -> str:
    return f"Cabin.Seat.{SIDE[seat]}.{leaf}"


def _set_level(ctx: ToolContext, seat: str, level: str, *, leaf: str, key: str, sign: int = 1) -> Outcome:
    """Set a level; ``sign`` is -1 where negative values of the signal mean this function (cooling)."""
    seats, wanted = seats_of(ctx, seat), sign * LEVELS[level]
    data = {"who": seat_name(ctx, seat), "level": LEVEL_NAMES[level]}
    reply = f"seats-{key}-off" if level == "off" else f"seats-{key}-set"
    # Heating and ventilation share a signal: turning one off must leave the other alone.
    pending = [one for one in seats if _strength(ctx, one, leaf, sign) != LEVELS[level]]
    if not pending:
        return ok(f"{reply}-already", **data)
    for one in pending:
        ctx.actuate(_seat(one, leaf), wanted)
    return ok(reply, **data)


def _change_level(ctx: ToolContext, seat: str, by: int, *, leaf: str, key: str, sign: int = 1) -> Outcome:
    """Change a level, each seat from its own; ``sign`` as in ``_set_level``, whose function only it may end."""
    seats = seats_of(ctx, seat)
    now = {one: _strength(ctx, one, leaf, sign) for one in seats}
    wanted = {one: level_after(strength, by) for one, strength in now.items()}
    pending = [one for one in seats if by and LEVELS[wanted[one]] != now[one]]
    for one in pending:
        ctx.actuate(_seat(one, leaf), sign * LEVELS[wanted[one]])
    if len(set(wanted.values())) > 1:
        return ok(f"seats-{key}-each", levels=tuple(_level_for(ctx, one, level) for one, level in wanted.items()))
    level = wanted[seats[0]]
    data = {"who": seat_name(ctx, seat), "level": LEVEL_NAMES[level]}
    if by > 0 and not pending:
        return ok(f"seats-{key}-limit", **data)
    reply = f"seats-{key}-off" if level == "off" else f"seats-{key}-set"
    return ok(reply if pending else f"{reply}-already", **data)


def _level_for(ctx: ToolContext, seat: Seat, level: str) -> Name:
    name, who = LEVEL_NAMES[level], seat_name(ctx, seat)
    return Name(f"{name.en} for {who.en}", f"{who.zh}{name.zh}")


def _strength(ctx: ToolContext, seat: Seat, leaf: str, sign: int) -> float:
    return max(0.0, sign * number(ctx, _seat(seat, leaf)))


@tool(
    area="seats",
    risk="reversible",
    en=("heat my seat", "seat heating on high", "my bum is cold", "warm up the rear seats", "seat heater off"),
    zh=("打开座椅加热", "座椅加热开到最大", "屁股好冷", "后排座椅加热二档", "关闭副驾座椅加热"),
)
def set_seat_heating(ctx: ToolContext, *, level: LevelArg, seat: SeatArg = "mine") -> Outcome:
    """Set seat heating."""
    return _set_level(ctx, seat, level, leaf="HeatingCooling", key="heating")


@tool(
    area="seats",
    risk="reversible",
    en=(
        "turn my seat heating down a notch",
        "seat heating up one level",
        "my seat could be warmer",
        "the passenger's seat heating is too hot",
        "a bit less heat on the rear seats",
    ),
    zh=("座椅加热调低一档", "座椅加热再高一点", "座椅再热一点", "副驾座椅加热太热了", "后排座椅加热加一档"),
)
def change_seat_heating(ctx: ToolContext, *, by: WarmerArg, seat: SeatArg = "mine") -> Outcome:
    """Make seat heating warmer or less."""
    return _change_level(ctx, seat, by, leaf="HeatingCooling", key="heating")


@tool(
    area="seats",
    risk="reversible",
    en=("cool my seat", "ventilate the seats", "my back is sweaty", "seat ventilation to two", "seat cooling off"),
    zh=("打开座椅通风", "座椅通风二档", "后背都出汗了", "关闭座椅通风", "副驾座椅通风开到最大"),
)
def set_seat_ventilation(ctx: ToolContext, *, level: LevelArg, seat: SeatArg = "mine") -> Outcome:
    """Set seat ventilation (cooling)."""
    return _set_level(ctx, seat, level, leaf="HeatingCooling", key="ventilation", sign=-1)


@tool(
    area="seats",
    risk="reversible",
    en=(
        "turn the seat ventilation up a notch",
        "seat cooling down one level",
        "a bit more seat ventilation for the passenger",
        "the seat fan is too strong",
    ),
    zh=("座椅通风大一点", "座椅通风调低一档", "副驾座椅通风加一档", "座椅通风太大了"),
)
def change_seat_ventilation(ctx: ToolContext, *, by: LevelsArg, seat: SeatArg = "mine") -> Outcome:
    """Make seat ventilation (cooling) stronger or weaker."""
    return _change_level(ctx, seat, by, leaf="HeatingCooling", key="ventilation", sign=-1)


@tool(
    area="seats",
    risk="reversible",
    en=("give me a massage", "my back hurts", "seat massage on low", "stop the massage"),
    zh=("打开座椅按摩", "我腰酸背痛", "按摩开到最强", "停止按摩"),
)
def set_seat_massage(ctx: ToolContext, *, level: LevelArg, seat: SeatArg = "mine") -> Outcome:
    """Set seat massage."""
    return _set_level(ctx, seat, level, leaf="Massage.Level", key="massage")


@tool(
    area="seats",
    risk="reversible",
    en=("massage a bit stronger", "turn the massage down a notch", "the massage is too hard", "a gentler massage"),
    zh=("按摩再强一点", "按摩轻一点", "按摩力度调低一档", "按摩太用力了"),
)
def change_seat_massage(ctx: ToolContext, *, by: LevelsArg, seat: SeatArg = "mine") -> Outcome:
    """Make seat massage stronger or weaker."""
    return _change_level(ctx, seat, by, leaf="Massage.Level", key="massage")


@tool(
    area="seats",
    risk="reversible",
    en=(
        "move my seat back",
        "seat forward a little",
        "I sit too low",
        "raise my seat by 3 centimeters",
        "more leg room",
    ),
    zh=("座椅往后一点", "座椅向前移", "座位太低了，升高点", "副驾座椅往前5厘米", "座椅降低"),
)
def move_seat(
    ctx: ToolContext,
    *,
    direction: Annotated[
        Literal["forward", "back", "up", "down"],
        Aliases(
            {
                "forward": ("forwards", "front", "ahead", "前", "往前", "向前", "前移", "靠前"),
                "back": ("backward", "backwards", "rear", "后", "往后", "向后", "后移", "靠后"),
                "up": ("higher", "raise", "上", "高", "升高", "往上", "向上", "调高", "升"),
                "down": ("lower", "lower it", "下", "低", "降低", "往下", "向下", "调低", "降"),
            }
        ),
    ],
    centimeters: Annotated[float, Field(ge=0.5, le=25, multiple_of=0.5, description="0.5 to 25; 2 is a little")] = 2,
    seat: SeatArg = "mine",
) -> Outcome:
    """Move a seat forward, back, up or down."""
    leaf, sign = _DIRECTIONS[direction]
    step = sign * centimeters * 10
    return _shift(ctx, seat, leaf, step, key=f"seats-moving-{direction}")


@tool(
    area="seats",
    risk="reversible",
    en=("recline my seat", "lean the backrest back", "seat upright please", "let me lie down a bit"),
    zh=("靠背往后倒", "座椅靠背放低", "靠背调直一点", "我想躺一会儿"),
)
def recline_seat(
    ctx: ToolContext,
    *,
    direction: Annotated[
        Literal["back", "upright"],
        Aliases(
            {
                "back": ("backward", "backwards", "down", "recline", "flat", "lie", "后", "往后", "向后", "放倒", "躺"),
                "upright": ("forward", "up", "straight", "前", "往前", "向前", "直", "立起", "竖起", "坐直"),
            }
        ),
    ],
    degrees: Annotated[int, Field(ge=1, le=90, description="1 to 90; 10 is a little")] = 10,
    seat: SeatArg = "mine",
) -> Outcome:
    """Lean a backrest back or upright."""
    step = degrees if direction == "back" else -degrees
    return _shift(ctx, seat, "Backrest.Recline", step, key=f"seats-reclining-{direction}")


def _shift(ctx: ToolContext, seat: str, leaf: str, step: float, *, key: str) -> Outcome:
    """Move a part of the seats by ``step`` millimetres or degrees, as far as its travel goes."""
    wanted: dict[str, float] = {}
    furthest = 0.0
    for one in seats_of(ctx, seat):
        path = _seat(one, leaf)
        record, now = ctx.car.signal(path), heading(ctx, path)
        goal = clamp(now + step, record.minimum or 0.0, record.maximum or 0.0)
        if goal != now:
            wanted[path] = goal
            furthest = max(furthest, abs(goal - now))
    who = seat_name(ctx, seat)
    if not wanted:
        return ok("seats-limit", who=who)
    for path, goal in wanted.items():
        ctx.actuate(path, round(goal))
    return ok(key, who=who, centimeters=furthest / 10)


@tool(
    area="seats",
    risk="reversible",
    en=("lumbar support to 60 percent", "half lumbar support", "full lumbar support", "no lumbar support"),
    zh=("腰托调到60%", "腰部支撑调到一半", "腰托最大", "关闭腰托"),
)
def set_lumbar(
    ctx: ToolContext,
    *,
    percent: Annotated[int, Field(ge=0, le=100, description="percent 0 to 100; 50 is medium")],
    seat: SeatArg = "mine",
) -> Outcome:
    """Set a seat's lumbar support."""
    paths = [_seat(one, "Backrest.LumbarSupport") for one in seats_of(ctx, seat)]
    who = seat_name(ctx, seat)
    if all(heading(ctx, path) == percent for path in paths):
        return ok("seats-lumbar-already", who=who, percent=percent)
    for path in paths:
        ctx.actuate(path, percent)
    return ok("seats-lumbar", who=who, percent=percent)


@tool(
    area="seats",
    risk="reversible",
    en=(
        "more support for my lower back",
        "less lumbar",
        "lumbar support up by 20 percent",
        "a bit more lumbar support for the passenger",
    ),
    zh=("腰部支撑大一点", "腰托小一点", "腰托加20%", "副驾腰托再大一点"),
)
def change_lumbar(
    ctx: ToolContext,
    *,
    by: Annotated[int, Field(ge=-100, le=100, description="percent: 20 more support, -20 less")],
    seat: SeatArg = "mine",
) -> Outcome:
    """Give a seat more or less lumbar support."""
    seats = seats_of(ctx, seat)
    paths = {one: _seat(one, "Backrest.LumbarSupport") for one in seats}
    now = {one: heading(ctx, path) for one, path in paths.items()}
    wanted = {one: stepped(percent, by, 0, 100) for one, percent in now.items()}
    pending = [one for one in seats if by and wanted[one] != now[one]]
    for one in pending:
        ctx.actuate(paths[one], wanted[one])
    if len(set(wanted.values())) > 1:
        return ok("seats-lumbar-each", supports=tuple(_percent_for(ctx, one, goal) for one, goal in wanted.items()))
    data = {"who": seat_name(ctx, seat), "percent": wanted[seats[0]]}
    if pending:
        return ok("seats-lumbar", **data)
    return ok("seats-lumbar-limit" if by else "seats-lumbar-already", **data)


def _percent_for(ctx: ToolContext, seat: Seat, percent: int) -> Name:
    who = seat_name(ctx, seat)
    return Name(f"{percent} percent for {who.en}", f"{who.zh}{percent}%")
