"""A small tool pack for the tests of the scenario engine, so that they do not follow the bundled one."""

from car_assistant.toolkit import (
    Aliases,
    Annotated,
    Call,
    Field,
    Literal,
    Outcome,
    ToolContext,
    Verdict,
    allow,
    deny,
    ok,
    policy,
    tool,
)

_SIDES = {"driver": "DriverSide", "passenger": "PassengerSide"}
Side = Annotated[Literal["driver", "passenger"], Aliases({"driver": ("主驾",), "passenger": ("副驾",)})]


@tool(area="cabin", risk="reversible", en=("open my window",), zh=("打开我的车窗",))
def move_window(ctx: ToolContext, *, position: Annotated[int, Field(ge=0, le=100)], side: Side = "driver") -> Outcome:
    """Move a window."""
    ctx.actuate(f"Cabin.Door.Row1.{_SIDES[side]}.Window.Position", position)
    return ok("cabin-window", position=position)


@tool(area="cabin", risk="reversible", en=("warmer",), zh=("热一点",))
def set_heat(ctx: ToolContext, *, degrees: Annotated[float, Field(ge=16, le=30)]) -> Outcome:
    """Set the temperature."""
    ctx.actuate("Cabin.HVAC.Station.Row1.Driver.Temperature", degrees)
    return ok("cabin-heat", degrees=degrees)


@tool(area="cabin", risk="careful", en=("open the hatch",), zh=("打开后舱",))
def open_hatch(ctx: ToolContext) -> Outcome:
    """Open the trunk."""
    ctx.actuate("Body.Trunk.Rear.IsOpen", True)
    return ok("cabin-hatch")


@tool(area="cabin", risk="reversible", en=("show the map",), zh=("显示地图",))
def show_map(ctx: ToolContext) -> Outcome:
    """Show the map."""
    ctx.actuate("Cabin.Infotainment.Display.Page", "NAVIGATION")
    return ok("cabin-map")


@policy(tools=("move_window",))
def windows_stay_shut_at_speed(ctx: ToolContext, call: Call) -> Verdict:
    """Above 120 km/h nobody opens a window."""
    fast = float(ctx.read("Speed")) > 120 and call.args["position"] > 0
    return deny("cabin-too-fast") if fast else allow()
