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
            + ("最高", "最大", "大", "强", "三档", "3档", "三级"),
        }
    ),
    Field(description="1 low, 2 medium, 3 high"),
]
"""A strength in three steps."""

LEVELS: Mapping[str, int] = {"off": 0, "low": 33, "medium": 66, "high": 100}
"""What a level is in percent."""

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
