"""Questions about the car itself: tyres, warnings, service, what is open, distances, the manual. Changes nothing."""

from collections.abc import Iterator

from car_assistant.toolkit import SEATS, Annotated, Field, Name, Outcome, ToolContext, ok, refused, tool

from ._seats import part_name
from ._signals import number
from .doors import FRUNK, TRUNK, door_of, lock_of
from .windows import SUNROOF, window_at

LOW_WASHER_FLUID = 20
LOW_CHARGE = 15
"""Percent."""

_WHEELS = (
    ("Row1.Wheel.Left", Name("front left", "左前")),
    ("Row1.Wheel.Right", Name("front right", "右前")),
    ("Row2.Wheel.Left", Name("rear left", "左后")),
    ("Row2.Wheel.Right", Name("rear right", "右后")),
)


def _low_tires(ctx: ToolContext) -> tuple[Name, ...]:
    return tuple(name for wheel, name in _WHEELS if ctx.read(f"Chassis.Axle.{wheel}.Tire.IsPressureLow"))


@tool(
    area="vehicle",
    risk="read",
    en=("how are my tires", "tire pressure", "do the tyres need air", "is a tire flat"),
    zh=("胎压多少", "轮胎气够吗", "查一下胎压", "是不是有轮胎漏气"),
)
def get_tire_pressure(ctx: ToolContext) -> Outcome:
    """Tell the tyre pressures."""
    low = _low_tires(ctx)
    bars = [round(number(ctx, f"Chassis.Axle.{wheel}.Tire.Pressure") / 100, 1) for wheel, _ in _WHEELS]
    pressures = tuple(Name(f"{name.en} {bar}", f"{name.zh}{bar}") for (_, name), bar in zip(_WHEELS, bars, strict=True))
    if low:
        return ok("vehicle-tires-low", pressures=pressures, low=low, count=len(low))
    if len(set(bars)) == 1:
        return ok("vehicle-tires-alike", bar=bars[0])
    return ok("vehicle-tires-good", pressures=pressures)


@tool(
    area="vehicle",
    risk="read",
    en=("is anything wrong with the car", "any warnings", "why is there a light on the dashboard", "is the car okay"),
    zh=("车有什么问题吗", "有没有故障提示", "仪表上的灯是什么意思", "车况正常吗"),
)
def get_warnings(ctx: ToolContext) -> Outcome:
    """Tell what the car warns of."""
    warnings = tuple(_warnings(ctx))
    return ok("vehicle-warnings", warnings=warnings) if warnings else ok("vehicle-no-warnings")


def _warnings(ctx: ToolContext) -> Iterator[Name]:
    for tire in _low_tires(ctx):
        yield Name(f"low pressure in the {tire.en} tire", f"{tire.zh}轮胎气压低")
    if number(ctx, "Powertrain.TractionBattery.StateOfCharge.Current") < LOW_CHARGE:
        yield Name("a low battery", "电量低")
    if number(ctx, "Body.Windshield.Front.WasherFluid.Level") < LOW_WASHER_FLUID:
        yield Name("little washer fluid", "玻璃水不足")
    if ctx.read("Service.IsServiceDue"):
        yield Name("a service that is due", "需要保养")
    if ctx.read("IsMoving"):
        yield from (Name(f"{part.en} open", f"{part.zh}未关") for part in _open_doors(ctx))


@tool(
    area="vehicle",
    risk="read",
    en=("when is the next service", "does the car need maintenance", "how far until the inspection"),
    zh=("什么时候保养", "还有多久要保养", "需要去做保养吗"),
)
def get_service(ctx: ToolContext) -> Outcome:
    """Tell when the next service is due."""
    km = round(number(ctx, "Service.DistanceToService"))
    return ok("vehicle-service-due") if ctx.read("Service.IsServiceDue") or km <= 0 else ok("vehicle-service", km=km)


@tool(
    area="vehicle",
    risk="read",
    en=("is everything closed", "did I leave a window open", "are the doors locked", "is the trunk shut"),
    zh=("车窗都关了吗", "车门锁了吗", "后备箱关好了吗", "有没有什么没关"),
)
def get_open_parts(ctx: ToolContext) -> Outcome:
    """Tell what is open and whether it's locked."""
    parts = (*_open_doors(ctx), *_open_glass_and_lids(ctx))
    locked = all(ctx.read(lock_of(seat)) for seat in SEATS)
    if parts:
        return ok("vehicle-open", parts=parts, locked=locked)
    return ok("vehicle-all-closed", locked=locked)


def _open_doors(ctx: ToolContext) -> Iterator[Name]:
    for seat in SEATS:
        if ctx.read(door_of(seat)):
            yield part_name(ctx, seat, Name("door", "车门"))


def _open_glass_and_lids(ctx: ToolContext) -> Iterator[Name]:
    for seat in SEATS:
        if ctx.read(window_at(seat)):
            yield part_name(ctx, seat, Name("window", "车窗"))
    for path, name in (
        (SUNROOF, Name("the sunroof", "天窗")),
        (TRUNK, Name("the trunk", "后备箱")),
        (FRUNK, Name("the front trunk", "前备箱")),
    ):
        if ctx.read(path):
            yield name


@tool(
    area="vehicle",
    risk="read",
    en=("how far have I driven", "what's the mileage", "odometer", "how long is this trip so far"),
    zh=("总里程多少", "这趟开了多远", "车跑了多少公里", "本次里程"),
)
def get_trip(ctx: ToolContext) -> Outcome:
    """Tell the odometer and this trip's distance."""
    return ok(
        "vehicle-trip",
        total=round(number(ctx, "TraveledDistance") / 1000),
        trip=round(number(ctx, "TripMeterReading") / 1000, 1),
    )


@tool(
    area="vehicle",
    risk="read",
    en=("how fast am I going", "what's my speed", "are we speeding"),
    zh=("现在车速多少", "我开多快", "时速多少"),
)
def get_speed(ctx: ToolContext) -> Outcome:
    """Tell the present speed."""
    kmh = round(number(ctx, "Speed"))
    return ok("vehicle-speed", kmh=kmh) if kmh else ok("vehicle-standing")


@tool(
    area="vehicle",
    risk="read",
    en=("how cold is it outside", "outside temperature", "is it freezing out there"),
    zh=("外面多少度", "车外温度", "外面冷吗"),
)
def get_temperature_outside(ctx: ToolContext) -> Outcome:
    """Tell the temperature outside."""
    return ok("vehicle-outside", celsius=round(number(ctx, "Exterior.AirTemperature")))


@tool(
    area="vehicle",
    risk="read",
    en=("how do I change a tire", "what does the yellow triangle mean", "how does pet mode work", "how to use V2L"),
    zh=("怎么换轮胎", "黄色三角灯是什么意思", "宠物模式怎么用", "对外放电怎么操作"),
)
def ask_manual(
    ctx: ToolContext, *, question: Annotated[str, Field(description="the question as the driver asked it")]
) -> Outcome:
    """Look up how something works in the manual."""
    answer = ctx.world.manual.answer(question, ctx.lang)
    return ok("vehicle-manual", answer=answer) if answer else refused("vehicle-manual-unknown")
