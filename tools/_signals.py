"""Small helpers over signals that several areas share: numbers, switches and levels. Owns no tool."""

from collections.abc import Iterable, Mapping

from car_assistant.toolkit import Aliases, Annotated, Field, Literal, Name, Outcome, ToolContext, ok

LevelArg = Annotated[
    Literal["off", "low", "medium", "high"],
    Aliases(
        {
            "off": ("0", "none", "stop", "关", "关闭", "关掉", "停", "零档", "0档"),
            "low": ("1", "one", "min", "minimum", "level 1", "gentle", "低", "低档", "最低", "最小", "小", "弱")
            + ("一档", "1档", "一级"),
            "medium": ("2", "two", "mid", "middle", "level 2", "normal", "true", "on", "half", "中", "中档", "中等")
            + ("二档", "2档", "两档", "二级", "开", "打开", "开启"),
            "high": ("3", "three", "max", "maximum", "level 3", "full", "strong", "highest", "hottest", "高", "高档")
            + ("strongest", "warmest", "full power", "full blast", "最强", "最热", "最足", "最烫")
            + ("最高", "最大", "大", "强", "三档", "3档", "三级"),
        }
    ),
    Field(description="1 low, 2 medium, 3 high"),
]
"""A strength in three steps."""

LevelsArg = Annotated[int, Field(ge=-3, le=3, description="levels: 1 stronger, -1 weaker")]
"""Steps between strengths."""

WarmerArg = Annotated[int, Field(ge=-3, le=3, description="levels: 1 warmer, -1 less")]
"""Steps between strengths of a heating."""

LEVELS: Mapping[str, int] = {"off": 0, "low": 33, "medium": 66, "high": 100}
"""What a level is in percent, rising."""

LEVEL_NAMES: Mapping[str, Name] = {
    "off": Name("off", "关"),
    "low": Name("low", "低档"),
    "medium": Name("medium", "中档"),
    "high": Name("high", "高档"),
}


def number(ctx: ToolContext, path: str) -> float:
    """A numeric signal's value."""
    return float(ctx.read(path))


def heading(ctx: ToolContext, path: str) -> float:
    """Where a moving part is going, or stands."""
    return float(ctx.target(path))


def clamp(value: float, low: float, high: float) -> float:
    """``value``, or the nearer bound."""
    return max(low, min(high, value))


def stepped(now: float, by: float, low: float, high: float) -> int:
    """``now`` changed by ``by``, as far as the range goes; never the other way where ``now`` lies outside of it."""
    goal = clamp(now + by, low, high)
    return round(goal if (goal - now) * by > 0 else now)


def level_after(percent: float, by: int) -> str:
    """The level that lies ``by`` levels from a strength of ``percent``, or the last one on that way."""
    if not by:
        return min(LEVELS, key=lambda level: abs(LEVELS[level] - percent))
    further = [level for level, strength in LEVELS.items() if (strength - percent) * by > 0]
    if by < 0:
        further.reverse()
    return further[min(abs(by), len(further)) - 1] if further else level_after(percent, 0)


def switch(ctx: ToolContext, thing: Name, on: bool, paths: Iterable[str]) -> Outcome:
    """Turn ``thing`` on or off by its boolean signals, and say so; say as well when it was so already.

    The English name carries its verb ("The AC is", "The hazard lights are").
    """
    paths = tuple(paths)
    word = "on" if on else "off"
    if all(ctx.read(path) == on for path in paths):
        return ok(f"switch-{word}-already", thing=thing)
    for path in paths:
        ctx.actuate(path, on)
    return ok(f"switch-{word}", thing=thing)
