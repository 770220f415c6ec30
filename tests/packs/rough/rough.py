"""A tool pack that misbehaves, for the tests of the registry and the loop."""

import asyncio
from typing import Annotated

from car_assistant.toolkit import Field, Outcome, ToolContext, ok, tool

_WINDOW = "Cabin.Door.Row1.DriverSide.Window.Position"


@tool(area="rough", risk="reversible", en=("open it and fail",), zh=("打开然后失败",))
def open_then_raise(ctx: ToolContext) -> Outcome:
    """Open a window, then break."""
    ctx.actuate(_WINDOW, 100)
    ctx.actuate("Body.Lights.Hazard.IsSignaling", True)
    raise RuntimeError("boom")


@tool(area="rough", risk="reversible", en=("hang around",), zh=("卡住",), timeout_s=0.02)
async def hang(ctx: ToolContext) -> Outcome:
    """Never return."""
    ctx.actuate("Body.Lights.Hazard.IsSignaling", True)
    await asyncio.Event().wait()
    return ok("")


@tool(area="rough", risk="read", en=("how many sheep",), zh=("几只羊",))
def count_sheep(ctx: ToolContext, *, most: Annotated[int, Field(ge=1, le=9)] = 5) -> Outcome:
    """Count sheep."""
    return Outcome(status="ok", reply="", data={"sheep": most})


@tool(area="rough", risk="reversible", en=("fan please",), zh=("风扇",))
def set_fan(ctx: ToolContext, *, percent: Annotated[int, Field(ge=0, le=100)]) -> Outcome:
    """Set the fan."""
    ctx.actuate("Cabin.HVAC.Station.Row1.Driver.FanSpeed", percent)
    return Outcome(status="ok", reply="", data={"percent": percent})


@tool(area="rough", risk="careful", en=("open the hatch",), zh=("打开舱盖",))
def open_hatch(ctx: ToolContext) -> Outcome:
    """Open the trunk."""
    ctx.actuate("Body.Trunk.Rear.IsOpen", True)
    return Outcome(status="ok", reply="", data={"hatch": "opening"})
