"""Weather by voice."""

import pytest

from car_assistant.events import Lang
from car_assistant.testing import Drive


@pytest.fixture
def drive() -> Drive:
    return Drive()


@pytest.mark.parametrize("when", ["now", "today", "tonight", "tomorrow", "后天"])
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_every_day_has_weather_in_both_languages(drive: Drive, lang: Lang, when: str) -> None:
    """Now and the coming days, for where the car is."""
    done = await drive.do("get_weather", when=when, lang=lang)
    assert done.outcome.status == "ok"
    assert {"en": "West Garden", "zh": "西园区"}[lang] in done.sentence
    assert {"en": "degrees", "zh": "度"}[lang] in done.sentence


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("Lakeside Camp", "Lakeside Camp"),
        ("海边", "Shell Bay"),
        ("Harbour", "Harbour"),
        ("高新区", "High-tech Zone"),
        ("the city", "Haitang"),
        ("home", "Willow Court"),
    ],
)
async def test_other_places_can_be_asked_about(drive: Drive, place: str, said: str) -> None:
    """Districts, places and the whole city, in either language."""
    assert said in (await drive.do("get_weather", place=place)).sentence


async def test_weather_of_another_city_is_not_invented(drive: Drive) -> None:
    """There is no forecast for Beijing here."""
    assert (await drive.do("get_weather", place="Beijing")).outcome.status == "refused"


async def test_rain_is_told_with_advice(drive: Drive) -> None:
    """A wet forecast says rain, and a dry one does not."""
    drive.world.weather.override(sky="rain", temperature=11)
    assert "umbrella" in (await drive.do("get_weather", when="tomorrow")).sentence
    drive.world.weather.override(sky="clear", temperature=11)
    assert "umbrella" not in (await drive.do("get_weather", when="tomorrow")).sentence


async def test_weather_along_the_route(drive: Drive) -> None:
    """Rain somewhere on the way is told, even when it is dry at both ends."""
    assert (await drive.do("get_weather_along_route")).outcome.status == "refused"
    await drive.do("start_route", destination="Haitang Museum")
    assert "No rain" in (await drive.do("get_weather_along_route")).sentence
    drive.world.weather.override(sky="storm", district="Old Town")
    assert "thunderstorm" in (await drive.do("get_weather_along_route")).sentence
    assert "雷阵雨" in (await drive.do("get_weather_along_route", lang="zh")).sentence
