"""Doors, locks, trunk and frunk, mirrors, wipers, horn. Owns how they are asked for; who may ask is a policy."""

from collections.abc import Mapping

from car_assistant.toolkit import Aliases, Annotated, Literal, Name, Outcome, Seat, ToolContext, ok, tool

from ._seats import SIDE, SeatArg, part_name, seats_of
from ._signals import heading, switch

TRUNK = "Body.Trunk.Rear.Position"
FRUNK = "Body.Trunk.Front.Position"
CHILD_LOCK = "Cabin.IsRearChildLockEngaged"
HORN = "Body.Horn.IsActive"
HAZARD = "Body.Lights.Hazard.IsSignaling"
WIPERS = "Body.Windshield.Front.Wiping.Mode"

HONK_S = 0.5
FLASH_S = 2.0

DOOR = Name("door", "车门")
_MIRROR_SIDES = ("DriverSide", "PassengerSide")

WiperMode = Annotated[
    Literal["off", "interval", "slow", "medium", "fast", "auto"],
    Aliases(
        {
            "off": ("stop", "0", "关", "关闭", "停"),
            "interval": ("intermittent", "间歇", "间歇档", "间隔"),
            "slow": ("low", "1", "on", "true", "慢", "慢速", "低速", "一档", "开", "打开"),
            "medium": ("normal", "2", "中", "中速", "二档"),
            "fast": ("high", "max", "full", "3", "快", "快速", "高速", "最快", "最大", "三档"),
            "auto": ("automatic", "rain sensor", "sensor", "自动", "自动模式", "雨量感应"),
        }
    ),
]

_WIPER_MODES: Mapping[str, tuple[str, Name]] = {
    "off": ("OFF", Name("off", "关闭")),
    "interval": ("INTERVAL", Name("intermittent", "间歇")),
    "slow": ("SLOW", Name("slow", "慢速")),
    "medium": ("MEDIUM", Name("medium", "中速")),
    "fast": ("FAST", Name("fast", "快速")),
    "auto": ("RAIN_SENSOR", Name("automatic", "自动")),
}


def lock_of(seat: Seat) -> str:
    """The signal of a door's lock."""
    return f"Cabin.Door.{SIDE[seat]}.IsLocked"


def door_of(seat: Seat) -> str:
    """The signal of a door standing open."""
    return f"Cabin.Door.{SIDE[seat]}.IsOpen"


def _lock(ctx: ToolContext, word: str, locked: bool) -> Outcome:
    seats = seats_of(ctx, word)
    data = {"doors": part_name(ctx, word, DOOR), "count": len(seats)}
    state = "locked" if locked else "unlocked"
    if all(ctx.read(lock_of(seat)) == locked for seat in seats):
        return ok(f"doors-{state}-already", **data)
    for seat in seats:
        ctx.actuate(lock_of(seat), locked)
    return ok(f"doors-{state}", **data)


@tool(
    area="doors",
    risk="reversible",
    en=("lock the doors", "lock up", "lock the rear doors", "make sure nobody can get in"),
    zh=("锁车", "锁上车门", "把后门锁上", "车门全部锁好"),
)
def lock_doors(ctx: ToolContext, *, door: SeatArg = "all") -> Outcome:
    """Lock the doors."""
    return _lock(ctx, door, locked=True)


@tool(
    area="doors",
    risk="careful",
    en=("unlock the doors", "unlock the passenger door", "let him get in", "unlock the car"),
    zh=("解锁车门", "开锁", "把副驾车门解锁", "让他上车"),
)
def unlock_doors(ctx: ToolContext, *, door: SeatArg = "all") -> Outcome:
    """Unlock the doors."""
    return _lock(ctx, door, locked=False)


@tool(
    area="doors",
    risk="reversible",
    en=("open my door", "close the rear left door", "shut all doors", "open the passenger door"),
    zh=("打开我的车门", "关上左后门", "把副驾车门打开", "关闭所有车门"),
)
def set_door(ctx: ToolContext, *, open: bool, door: SeatArg = "mine") -> Outcome:  # noqa: A002
    """Open or close a door.

    ``open`` hides a builtin because a plain word helps a small model. Opening unlocks the door as well. It is
    refused while driving, and from a rear seat while the child lock is on.
    """
    seats = seats_of(ctx, door)
    data = {"doors": part_name(ctx, door, DOOR), "count": len(seats)}
    if all(ctx.target(door_of(seat)) == open for seat in seats):
        return ok("doors-open-already" if open else "doors-closed-already", **data)
    for seat in seats:
        ctx.actuate(door_of(seat), open)
    return ok("doors-opening" if open else "doors-closing", **data)


@tool(
    area="doors",
    risk="reversible",
    en=("child lock on", "secure the rear doors for the kids", "turn off the child lock", "kids are in the back"),
    zh=("打开儿童锁", "关闭儿童锁", "后排有小孩，锁好后门", "解除儿童锁"),
)
def set_child_lock(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn the rear doors' child lock on or off."""
    return switch(ctx, Name("The child lock is", "儿童锁"), on, [CHILD_LOCK])


def _lid(ctx: ToolContext, path: str, name: Name, goal: int) -> Outcome:
    word = "open" if goal else "closed"
    if heading(ctx, path) == goal:
        return ok(f"lid-{word}-already", lid=name)
    ctx.actuate(path, goal)
    return ok("lid-opening" if goal else "lid-closing", lid=name)


@tool(
    area="doors",
    risk="careful",
    en=("open the trunk", "pop the boot", "I need to load my bags", "open the tailgate"),
    zh=("打开后备箱", "开一下尾门", "我要放行李", "后备厢打开"),
)
def open_trunk(ctx: ToolContext) -> Outcome:
    """Open the trunk at the back."""
    return _lid(ctx, TRUNK, Name("trunk", "后备箱"), 100)


@tool(
    area="doors",
    risk="reversible",
    en=("close the trunk", "shut the boot", "tailgate down"),
    zh=("关闭后备箱", "把尾门关上", "合上后备厢"),
)
def close_trunk(ctx: ToolContext) -> Outcome:
    """Close the trunk at the back."""
    return _lid(ctx, TRUNK, Name("trunk", "后备箱"), 0)


@tool(
    area="doors",
    risk="careful",
    en=("open the frunk", "open the front trunk", "pop the front storage"),
    zh=("打开前备箱", "开一下前备厢", "前舱储物箱打开"),
)
def open_frunk(ctx: ToolContext) -> Outcome:
    """Open the front trunk (frunk)."""
    return _lid(ctx, FRUNK, Name("front trunk", "前备箱"), 100)


@tool(
    area="doors",
    risk="reversible",
    en=("close the frunk", "shut the front trunk", "front storage closed please"),
    zh=("关闭前备箱", "把前备厢合上", "前舱储物箱关上"),
)
def close_frunk(ctx: ToolContext) -> Outcome:
    """Close the front trunk (frunk)."""
    return _lid(ctx, FRUNK, Name("front trunk", "前备箱"), 0)


@tool(
    area="doors",
    risk="reversible",
    en=("fold the mirrors", "unfold the side mirrors", "mirrors in", "it's tight here, fold my mirrors"),
    zh=("折叠后视镜", "展开后视镜", "收起外后视镜", "这里太窄，把后视镜收起来"),
)
def set_mirrors(ctx: ToolContext, *, folded: bool) -> Outcome:
    """Fold or unfold the side mirrors."""
    paths = [f"Body.Mirrors.{side}.IsFolded" for side in _MIRROR_SIDES]
    if all(ctx.target(path) == folded for path in paths):
        return ok("mirrors-folded-already" if folded else "mirrors-unfolded-already")
    for path in paths:
        ctx.actuate(path, folded)
    return ok("mirrors-folding" if folded else "mirrors-unfolding")


@tool(
    area="doors",
    risk="reversible",
    en=("heat the mirrors", "the side mirrors are fogged up", "mirror heating off"),
    zh=("后视镜加热", "后视镜起雾了", "关闭后视镜加热"),
)
def set_mirror_heating(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn side mirror heating on or off."""
    paths = [f"Body.Mirrors.{side}.IsHeatingOn" for side in _MIRROR_SIDES]
    return switch(ctx, Name("Mirror heating is", "后视镜加热"), on, paths)


@tool(
    area="doors",
    risk="reversible",
    en=("wipers on", "wipe faster", "wipers to automatic", "stop the wipers", "I can't see for the rain"),
    zh=("打开雨刮", "雨刮快一点", "雨刮自动", "关闭雨刷", "雨太大看不清"),
)
def set_wipers(ctx: ToolContext, *, mode: WiperMode) -> Outcome:
    """Set the front wipers."""
    value, name = _WIPER_MODES[mode]
    now = ctx.read(WIPERS) == value
    if not now:
        ctx.actuate(WIPERS, value)
    reply = "wipers-off" if mode == "off" else "wipers-set"
    return ok(f"{reply}-already" if now else reply, mode=name)


@tool(
    area="doors",
    risk="reversible",
    en=("where did I park, flash the lights", "find my car", "make the car show itself", "beep and flash"),
    zh=("寻车", "闪灯鸣笛找车", "我的车在哪", "让车响一下闪一下"),
)
async def find_car(ctx: ToolContext) -> Outcome:
    """Find the car: sound the horn, flash the lights."""
    flashing = ctx.read(HAZARD)
    ctx.actuate(HAZARD, True)
    await _sound_horn(ctx)
    await ctx.clock.sleep(FLASH_S)
    ctx.actuate(HAZARD, flashing)
    return ok("car-found")


@tool(
    area="doors",
    risk="reversible",
    en=("honk", "beep the horn", "sound the horn at them"),
    zh=("鸣笛", "按一下喇叭", "嘀一声"),
)
async def honk(ctx: ToolContext) -> Outcome:
    """Sound the horn briefly."""
    await _sound_horn(ctx)
    return ok("horn-sounded")


async def _sound_horn(ctx: ToolContext) -> None:
    ctx.actuate(HORN, True)
    try:
        await ctx.clock.sleep(HONK_S)
    finally:  # a turn that is interrupted must not leave the horn sounding
        ctx.actuate(HORN, False)
