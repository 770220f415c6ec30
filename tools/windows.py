"""Windows, the sunroof with its shade, the rear shade. Owns how they are asked for; the rules are policies."""

from collections.abc import Mapping

from car_assistant.toolkit import Annotated, Field, Name, Outcome, Seat, ToolContext, ok, tool

from ._seats import SIDE, SeatArg, part_name, seats_of
from ._signals import clamp, heading, stepped, switch

SUNROOF = "Cabin.Sunroof.Position"
SUNROOF_REQUEST = "Cabin.Sunroof.RequestedPosition"
SUNSHADE = "Cabin.Sunroof.Shade.Position"
REAR_SHADE = "Cabin.RearShade.Position"
TILTED = -100
"""The sunroof's position with its rear edge up, in percent; 0 is closed and 100 open."""

WINDOW = Name("window", "车窗")
_SUNSHADE_NAME = Name("the sunshade", "遮阳帘")

OpenArg = Annotated[int, Field(ge=0, le=100, description="percent open: 0 closed, 50 half, 100 open")]
"""How far something is open."""

MoreOpenArg = Annotated[int, Field(ge=-100, le=100, description="percent: 20 opens more, -20 closes more")]
"""How much further something opens."""


def window_at(seat: Seat) -> str:
    """The signal of a seat's window."""
    return f"Cabin.Door.{SIDE[seat]}.Window.Position"


@tool(
    area="windows",
    risk="reversible",
    en=(
        "open my window halfway",
        "close all the windows",
        "crack the rear windows",
        "passenger window down",
        "wind it up",
    ),
    zh=("把我的车窗打开一半", "关闭所有车窗", "开一点后窗", "副驾车窗全开", "把窗户关上"),
)
def set_window(ctx: ToolContext, *, position: OpenArg, window: SeatArg = "mine") -> Outcome:
    """Move windows to a position.

    Four seconds from closed to open. Rear seats are refused while the window lock is on.
    """
    return _move(ctx, dict.fromkeys(seats_of(ctx, window), position), window, f"windows-already-{_state(position)}")


@tool(
    area="windows",
    risk="reversible",
    en=(
        "open my window a bit more",
        "a little less open",
        "raise the passenger window by 20 percent",
        "some fresh air",
    ),
    zh=("车窗再开大一点", "车窗关小一点", "副驾窗户升20%", "窗户再降一点"),
)
def change_window(
    ctx: ToolContext,
    *,
    by: MoreOpenArg,
    window: SeatArg = "mine",
) -> Outcome:
    """Open or close windows a bit more."""
    return _move(ctx, changed(ctx, window, by), window, "windows-already-open" if by > 0 else "windows-already-closed")


def changed(ctx: ToolContext, word: str, by: int) -> dict[Seat, int]:
    """Where the windows of ``word`` would go when moved by ``by`` percent."""
    return {seat: round(clamp(heading(ctx, window_at(seat)) + by, 0, 100)) for seat in seats_of(ctx, word)}


def _state(position: int) -> str:
    return {0: "closed", 100: "open"}.get(position, "there")


def _move(ctx: ToolContext, wanted: Mapping[Seat, int], word: str, already: str) -> Outcome:
    name, position = part_name(ctx, word, WINDOW), next(iter(wanted.values()))
    ways = {seat: goal - heading(ctx, window_at(seat)) for seat, goal in wanted.items()}
    if not any(ways.values()):
        return ok(already, windows=name, position=position, count=len(wanted))
    for seat, goal in wanted.items():
        ctx.actuate(window_at(seat), goal)
    if position == 0:
        return ok("windows-closing", windows=name)
    opening = max(ways.values()) > 0
    return ok("windows-opening" if opening else "windows-raising", windows=name, position=position)


@tool(
    area="windows",
    risk="reversible",
    en=(
        "open the sunroof",
        "close the roof",
        "sunroof to 30 percent",
        "let me see the sky",
        "shut the sunroof halfway",
    ),
    zh=("打开天窗", "关闭天窗", "天窗开三成", "天窗打开一半", "我想看看天空"),
)
def set_sunroof(ctx: ToolContext, *, position: OpenArg) -> Outcome:
    """Move the sunroof to a position."""
    return _slide(ctx, position)


@tool(
    area="windows",
    risk="reversible",
    en=(
        "open the sunroof a bit more",
        "close the sunroof a little",
        "sunroof 20 percent further open",
        "a bit less sunroof",
    ),
    zh=("天窗再开大一点", "天窗关小一点", "天窗再开20%", "天窗开得太大了，小一点"),
)
def change_sunroof(ctx: ToolContext, *, by: MoreOpenArg) -> Outcome:
    """Open or close the sunroof a bit more.

    A tilted sunroof opens from closed, and closes.
    """
    position = slid(ctx, by)
    return ok("sunroof-already-tilted") if position < 0 else _slide(ctx, position)


def slid(ctx: ToolContext, by: int) -> int:
    """Where the sunroof would go when moved by ``by`` percent."""
    now = heading(ctx, SUNROOF)
    return round(clamp(max(now, 0) + by, 0, 100) if by else now)


def _slide(ctx: ToolContext, position: int) -> Outcome:
    now = heading(ctx, SUNROOF)
    if now == position:
        return ok(f"sunroof-already-{_state(position)}", position=position)
    ctx.actuate(SUNROOF_REQUEST, position)
    if position == 0:
        return ok("sunroof-closing")
    return ok("sunroof-opening" if now < position else "sunroof-less-open", position=position)


@tool(
    area="windows",
    risk="reversible",
    en=("tilt the sunroof", "vent the roof", "put the sunroof tilt down", "lift the sunroof at the back"),
    zh=("天窗翘起来", "天窗通风", "天窗放下来", "把天窗后面翘起"),
)
def tilt_sunroof(ctx: ToolContext, *, up: bool) -> Outcome:
    """Tilt the sunroof up or down."""
    goal = TILTED if up else 0
    if heading(ctx, SUNROOF) == goal:
        return ok("sunroof-already-tilted" if up else "sunroof-already-closed")
    ctx.actuate(SUNROOF_REQUEST, goal)
    return ok("sunroof-tilting" if up else "sunroof-closing")


@tool(
    area="windows",
    risk="reversible",
    en=("open the sunshade", "close the roof blind", "the sun is too strong from above", "sunshade halfway"),
    zh=("打开遮阳帘", "关上天窗遮阳帘", "头顶太晒了", "遮阳帘开一半"),
)
def set_sunshade(ctx: ToolContext, *, position: OpenArg) -> Outcome:
    """Move the sunroof's shade; 0 shades."""
    return _shade(ctx, SUNSHADE, _SUNSHADE_NAME, position)


@tool(
    area="windows",
    risk="reversible",
    en=(
        "open the sunshade a bit more",
        "close the roof blind a little",
        "sunshade 20 percent further",
        "a bit more shade from above",
    ),
    zh=("遮阳帘再开一点", "遮阳帘关小一点", "遮阳帘再拉上20%", "头顶遮一点阳光"),
)
def change_sunshade(ctx: ToolContext, *, by: MoreOpenArg) -> Outcome:
    """Open or close the sunroof's shade a bit more."""
    return _shade(ctx, SUNSHADE, _SUNSHADE_NAME, shaded(ctx, by))


def shaded(ctx: ToolContext, by: int) -> int:
    """Where the sunroof's shade would go when moved by ``by`` percent."""
    return stepped(heading(ctx, SUNSHADE), by, 0, 100)


@tool(
    area="windows",
    risk="reversible",
    en=("close the rear shade", "open the rear window blind", "sun is blinding the kids from behind", "rear blind up"),
    zh=("关闭后遮阳帘", "打开后窗帘", "后面太晒，拉上后帘", "升起后风挡遮阳帘"),
)
def set_rear_shade(ctx: ToolContext, *, position: OpenArg) -> Outcome:
    """Move the rear window's shade; 0 shades."""
    return _shade(ctx, REAR_SHADE, Name("the rear shade", "后遮阳帘"), position)


def _shade(ctx: ToolContext, path: str, name: Name, position: int) -> Outcome:
    now = heading(ctx, path)
    if now == position:
        return ok(f"shade-already-{_state(position)}", shade=name, position=position)
    ctx.actuate(path, position)
    if position == 0:
        return ok("shade-closing", shade=name)
    return ok("shade-opening" if now < position else "shade-less-open", shade=name, position=position)


@tool(
    area="windows",
    risk="reversible",
    en=("lock the rear windows", "the kids play with the windows", "unlock the window switches", "window lock on"),
    zh=("锁住车窗", "打开车窗锁", "孩子老玩车窗", "解除车窗锁"),
)
def set_window_lock(ctx: ToolContext, *, on: bool) -> Outcome:
    """Lock or unlock the rear window switches."""
    return switch(ctx, Name("The rear window lock is", "后排车窗锁"), on, ["Cabin.IsWindowChildLockEngaged"])
