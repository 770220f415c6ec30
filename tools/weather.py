"""Weather here, elsewhere and along the route, now and in the next days. Owns no forecast and no rule."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from car_assistant.toolkit import (
    Aliases,
    Annotated,
    Field,
    Literal,
    Name,
    Outcome,
    ToolContext,
    ok,
    refused,
    tool,
)

from ._journey import bare_place, no_route

if TYPE_CHECKING:
    from car_assistant.toolkit import Conditions

WhenArg = Annotated[
    Literal["now", "today", "tonight", "tomorrow", "day_after"],
    Aliases(
        {
            "now": ("currently", "at the moment", "right now", "outside", "现在", "当前", "目前", "外面"),
            "today": ("this afternoon", "later", "this morning", "today's", "今天", "今日", "下午", "白天"),
            "tonight": ("this evening", "evening", "night", "今晚", "晚上", "今夜", "夜里"),
            "tomorrow": ("next day", "tomorrow's", "明天", "明日", "明早", "明晚"),
            "day_after": ("day after tomorrow", "in two days", "overmorrow", "后天"),
        }
    ),
]

_HERE = frozenset(
    {"here", "", "outside", "now", "this place", "around here", "这里", "这儿", "外面", "本地", "当地", "附近"}
)
_CITY = frozenset({"haitang", "the city", "city", "downtown", "town", "海棠", "海棠市", "市区", "城里", "市里"})
_SPANS: Mapping[str, tuple[int, int]] = {
    "today": (0, 24),
    "tonight": (18, 30),
    "tomorrow": (30, 46),
    "day_after": (54, 70),
}
"""First and last hour of a span, counted from today's midnight."""

_CITY_NAME = Name("Haitang", "海棠市")
_STEP_H = 2
_WHEN_NAMES: Mapping[str, Name] = {
    "now": Name("now", "现在"),
    "today": Name("today", "今天"),
    "tonight": Name("tonight", "今晚"),
    "tomorrow": Name("tomorrow", "明天"),
    "day_after": Name("the day after tomorrow", "后天"),
}


def _where(ctx: ToolContext, place: str) -> tuple[Name, Name] | None:
    """What ``place`` is called, and the district that it is or lies in; ``None`` for somewhere else."""
    wanted = bare_place(place).casefold()
    if wanted in _HERE:
        return ctx.world.nav.district(), ctx.world.nav.district()
    if wanted in _CITY:
        return _CITY_NAME, ctx.world.city.district_at(ctx.world.city.centre)
    district = ctx.world.city.district_named(wanted)
    if district is not None and wanted in (district.en.casefold(), district.zh):
        return district, district
    found = ctx.world.nav.resolve(wanted)
    if found:
        return found[0].name, found[0].district
    return (district, district) if district else None


def _hours(ctx: ToolContext, when: str) -> Sequence[datetime]:
    """The moments to look at; hours that are over today are left out."""
    now = ctx.clock.wall()
    first, last = _SPANS[when]
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    hours = [midnight + timedelta(hours=hour) for hour in range(first, last, _STEP_H)]
    return [hour for hour in hours if hour >= now] or [now]


def _worst(forecast: "Sequence[Conditions]") -> "Conditions":
    """The conditions to name a whole span after: the heaviest rain, else fog, else those of its middle."""
    wettest = max(forecast, key=lambda one: one.rain)
    foggy = next((one for one in forecast if one.sky == "fog"), None)
    return wettest if wettest.rain else foggy or forecast[len(forecast) // 2]


@tool(
    area="weather",
    risk="read",
    en=(
        "what's the weather like",
        "will it rain tonight",
        "do I need an umbrella tomorrow",
        "how cold is it at Lakeside Camp",
        "weather the day after tomorrow",
        "is it sunny at the beach",
    ),
    zh=("今天天气怎么样", "晚上会下雨吗", "明天要带伞吗", "湖畔营地冷不冷", "后天天气如何", "海边天气好不好"),
)
def get_weather(
    ctx: ToolContext,
    *,
    place: Annotated[str, Field(description="district or place; here = around the car")] = "here",
    when: WhenArg = "now",
) -> Outcome:
    """Tell the weather of a place and day."""
    where = _where(ctx, place)
    if where is None:
        return refused("weather-unknown-place", place=place)
    name, district = where
    if when == "now":
        now = ctx.world.weather.at(district, ctx.clock.wall())
        return ok(
            "weather-now",
            place=name,
            sky=ctx.world.weather.spoken(now),
            celsius=round(now.temperature),
            wind=now.wind_kmh,
        )
    forecast = [ctx.world.weather.at(district, hour) for hour in _hours(ctx, when)]
    worst = _worst(forecast)
    return ok(
        "weather-forecast",
        place=name,
        when=_WHEN_NAMES[when],
        sky=ctx.world.weather.spoken(worst),
        low=round(min(one.temperature for one in forecast)),
        high=round(max(one.temperature for one in forecast)),
        wet="yes" if worst.rain else "no",
    )


@tool(
    area="weather",
    risk="read",
    en=(
        "what's the weather on the way",
        "will we drive into rain",
        "how is the weather at our destination",
        "any fog along the route",
    ),
    zh=("路上天气怎么样", "一路上会下雨吗", "目的地天气如何", "沿途有没有雾"),
)
def get_weather_along_route(ctx: ToolContext) -> Outcome:
    """Tell the weather along the active route."""
    nav, weather = ctx.world.nav, ctx.world.weather
    route = nav.route
    if route is None:
        return no_route()
    total = route.left(nav.state.travelled_m)
    met = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        ahead = nav.state.travelled_m + total.metres * share
        moment = ctx.clock.wall() + timedelta(seconds=total.seconds - route.left(ahead).seconds)
        met.append(weather.at(ctx.world.city.district_at(route.point_at(ahead)), moment))
    worst = _worst(met)
    return ok(
        "weather-along-route-wet" if worst.rain else "weather-along-route",
        place=route.stops[-1].name,
        sky=weather.spoken(worst),
        arrival=weather.spoken(met[-1]),
        celsius=round(met[-1].temperature),
    )
