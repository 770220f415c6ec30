"""Preferences remembered by voice."""

import pytest

from car_assistant.testing import Drive


@pytest.fixture
def drive() -> Drive:
    return Drive(confirmed=True)


async def test_a_preference_is_remembered_told_and_forgotten(drive: Drive) -> None:
    """What the speaker likes is kept, can be heard and can be deleted."""
    done = await drive.do("remember_preference", what="temperature", value="21 degrees")
    assert done.sentence == "I'll remember your temperature: 21 degrees."
    assert drive.world.profile.number("temperature") == 21
    assert (await drive.do("list_preferences", lang="zh")).sentence == "我记得您的温度21度。"
    assert (await drive.do("forget_preference", what="温度", lang="zh")).sentence == "已忘记您的温度。"
    assert (await drive.do("list_preferences")).sentence == "I haven't remembered any preferences of yours."


async def test_an_impossible_preference_is_refused(drive: Drive) -> None:
    """A temperature that the car cannot reach is not remembered."""
    done = await drive.do("remember_preference", what="temperature", value="50")
    assert done.outcome.status == "refused"
    assert drive.world.profile.preferences() == {}


async def test_forgetting_what_was_never_known_is_admitted(drive: Drive) -> None:
    """The assistant does not claim to have deleted something."""
    done = await drive.do("forget_preference", what="name")
    assert done.sentence == "I had nothing remembered about your name."


async def test_speakers_do_not_share_preferences(drive: Drive) -> None:
    """What the passenger says is the passenger's."""
    await drive.do("remember_preference", what="氛围灯颜色", value="蓝色", seat="passenger", lang="zh")
    assert drive.world.profile.get("ambient_color", "passenger") == "蓝色"
    assert drive.world.profile.get("ambient_color", "driver") is None
