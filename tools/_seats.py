"""Seats as people name them. Owns the words for seats and how a word becomes seats; knows no signal but its branch."""

from collections.abc import Mapping

from car_assistant.toolkit import SEATS, Aliases, Annotated, Field, Literal, Name, Seat, ToolContext

SEAT_WORDS: Mapping[str, tuple[str, ...]] = {
    "mine": ("my", "myself", "for me", "own", "my side", "my seat", "here", "my own", "speaker")
    + ("我", "我的", "我这边", "我这", "我这里", "这边", "这里", "自己", "自己的", "本座"),
    "driver": ("driver's", "drivers", "driver side", "driver's side", "driver seat", "driver's seat", "driver window")
    + ("left front", "front left", "steering side", "主驾", "主驾驶", "主驾驶员", "司机", "左前", "前左", "主驾侧"),
    "passenger": ("passenger's", "passenger side", "passenger's side", "passenger seat", "front passenger")
    + ("co driver", "right front", "front right", "shotgun", "副驾", "副驾驶", "副驾驶座", "副驾座", "右前", "前右"),
    "rear_left": (
        "left rear",
        "the rear left",
        "rear left window",
        "left rear window",
        "rear left door",
        "后排左侧车窗",
        "back left",
        "left back",
        "rear left seat",
        "behind driver",
        "behind the driver",
    )
    + ("左后", "后左", "左后座", "左后排", "后排左", "后排左侧", "后排左边", "左后方", "主驾后面"),
    "rear_right": (
        "right rear",
        "the rear right",
        "rear right window",
        "right rear window",
        "rear right door",
        "后排右侧车窗",
        "back right",
        "right back",
        "rear right seat",
        "behind passenger",
    )
    + (
        "behind the passenger",
        "右后",
        "后右",
        "右后座",
        "右后排",
        "后排右",
        "后排右侧",
        "后排右边",
        "右后方",
        "副驾后面",
    ),
    "front": (
        "front seats",
        "front row",
        "both front",
        "first row",
        "前",
        "前排",
        "前座",
        "前面",
        "两个前排",
        "第一排",
    ),
    "rear": ("back", "back seats", "back row", "rear seats", "second row", "both rear", "kids", "children")
    + ("后", "后排", "后座", "后面", "第二排", "孩子", "小孩"),
    "all": ("every", "everyone", "everybody", "everything", "everywhere", "whole car", "all seats", "all four", "four")
    + ("entire car", "cabin", "全部", "所有", "全车", "四个", "全都", "整车", "每个", "大家", "所有人", "车内"),
}
"""Other words for seats, in both languages."""

ZONE_WORDS = {word: SEAT_WORDS[word] for word in ("mine", "driver", "passenger", "front", "rear", "all")}

SeatArg = Annotated[
    Literal["mine", "driver", "passenger", "rear_left", "rear_right", "front", "rear", "all"],
    Aliases(SEAT_WORDS),
    Field(description="mine = the speaker's"),
]
"""Any seat or group of seats."""

ZoneArg = Annotated[
    Literal["mine", "driver", "passenger", "front", "rear", "all"],
    Aliases(ZONE_WORDS),
    Field(description="mine = the speaker's"),
]
"""A climate zone."""

SIDE: Mapping[Seat, str] = {
    "driver": "Row1.DriverSide",
    "passenger": "Row1.PassengerSide",
    "rear_left": "Row2.DriverSide",
    "rear_right": "Row2.PassengerSide",
}
"""Where a seat's doors, windows, lights and seat stand in the signal tree."""

STATION: Mapping[Seat, str] = {
    "driver": "Row1.Driver",
    "passenger": "Row1.Passenger",
    "rear_left": "Row2.Driver",
    "rear_right": "Row2.Passenger",
}
"""Where a seat's climate stands in the signal tree."""

_GROUPS: Mapping[str, tuple[Seat, ...]] = {
    "front": ("driver", "passenger"),
    "rear": ("rear_left", "rear_right"),
    "all": SEATS,
}

_FOR: Mapping[str, Name] = {
    "driver": Name("the driver", "主驾"),
    "passenger": Name("the front passenger", "副驾"),
    "rear_left": Name("the rear left", "左后座"),
    "rear_right": Name("the rear right", "右后座"),
    "front": Name("the front seats", "前排"),
    "rear": Name("the rear seats", "后排"),
    "all": Name("the whole car", "全车"),
}

_OF: Mapping[str, Name] = {
    "driver": Name("the driver's", "主驾"),
    "passenger": Name("the passenger's", "副驾"),
    "rear_left": Name("the rear left", "左后"),
    "rear_right": Name("the rear right", "右后"),
    "front": Name("the front", "前排"),
    "rear": Name("the rear", "后排"),
    "all": Name("all", "所有"),
}


def seats_of(ctx: ToolContext, word: str) -> tuple[Seat, ...]:
    """The seats that ``word`` means for the speaker of this call."""
    if word == "mine":
        return (ctx.seat,)
    return _GROUPS.get(word) or tuple(seat for seat in SEATS if seat == word)


def seat_name(ctx: ToolContext, word: str) -> Name:
    """Whom a setting is for: "the driver", "the rear seats"."""
    return _FOR[ctx.seat if word == "mine" else word]


def part_name(ctx: ToolContext, word: str, part: Name) -> Name:
    """A part of the car at a seat: ``Name("window", "车窗")`` becomes "the driver's window" or "all windows"."""
    owner = _OF[ctx.seat if word == "mine" else word]
    plural = "s" if word in _GROUPS else ""
    return Name(f"{owner.en} {part.en}{plural}", f"{owner.zh}{part.zh}")
