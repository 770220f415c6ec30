"""Calendar, reminders and the clock by voice."""

from typing import Any

import pytest

from car_assistant.events import Lang
from car_assistant.testing import Drive


@pytest.fixture
def drive() -> Drive:
    return Drive(confirmed=True)


@pytest.mark.parametrize(
    ("day", "lang", "sentence"),
    [
        ("today", "zh", "今天的安排：15:00项目会议和18:30与王芳晚餐。"),
        ("明天", "en", "Planned for tomorrow: Dentist at 08:30 and Video call with the Berlin team at 14:00."),
        ("day_after", "zh", "后天的安排：10:00机场接人和16:00家长会。"),
    ],
)
async def test_a_day_is_told_in_order_with_24_hour_times(drive: Drive, day: str, lang: Lang, sentence: str) -> None:
    """The driver hears what is still to come on a day."""
    assert (await drive.do("get_calendar", day=day, lang=lang)).sentence == sentence


async def test_a_day_that_is_over_is_free(drive: Drive) -> None:
    """Late in the evening nothing is left of today."""
    drive.clock.advance(12 * 3600)
    assert (await drive.do("get_calendar")).sentence == "Nothing is planned for today."


async def test_an_event_is_added_where_it_was_said(drive: Drive) -> None:
    """An event stands on its day at its time, in the driver's words."""
    done = await drive.do("add_event", title="Swimming", day="tomorrow", time="6 pm")
    assert done.sentence == "Swimming is in your calendar, tomorrow at 18:00."
    assert drive.world.calendar.events_on(1)[-1].title.en == "Swimming"


async def test_an_overlap_is_mentioned(drive: Drive) -> None:
    """Two things at once are entered, and the driver is told."""
    done = await drive.do("add_event", lang="zh", title="理发", time="下午三点半")
    assert done.sentence == "已添加日程：今天15:30 理发，时间与“项目会议”冲突。"


@pytest.mark.parametrize("time", ["09:00", "whenever"])
async def test_an_impossible_time_adds_nothing(drive: Drive, time: str) -> None:
    """What has passed or is no time is refused, and the calendar stays as it is."""
    before = drive.world.calendar.state
    assert (await drive.do("add_event", title="Swimming", time=time)).outcome.status == "refused"
    assert drive.world.calendar.state == before


async def test_an_event_is_deleted_by_its_title(drive: Drive) -> None:
    """After the yes the event is gone, and only that one."""
    await drive.do("delete_event", lang="zh", title="牙医")
    assert [event.title.en for event in drive.world.calendar.events_on(1)] == ["Video call with the Berlin team"]


@pytest.mark.parametrize(
    ("when", "at"),
    [
        ({"minutes": 20}, "10:20"),
        ({"time": "17:30"}, "17:30"),
        ({"time": "六点"}, "18:00"),
        ({"time": "8 am"}, "08:00"),
    ],
)
async def test_a_reminder_is_set_for_the_next_such_time(drive: Drive, when: dict[str, Any], at: str) -> None:
    """Reminders take a time or minutes; a time that has passed means tomorrow."""
    done = await drive.do("add_reminder", text="buy milk", **when)
    reminder = drive.world.calendar.open_reminders[0]
    assert f"{reminder.at:%H:%M}" == at
    assert reminder.at > drive.clock.wall()
    assert f"{at}: buy milk" in done.sentence


async def test_a_reminder_without_a_time_is_asked_back(drive: Drive) -> None:
    """Without a time nothing is set and the driver is asked."""
    assert (await drive.do("add_reminder", text="milk")).outcome.status == "pending"
    assert drive.world.calendar.open_reminders == ()


async def test_reminders_are_listed(drive: Drive) -> None:
    """What was set can be heard again, and an empty list is admitted."""
    assert (await drive.do("get_reminders", lang="zh")).sentence == "没有提醒事项。"
    await drive.do("add_reminder", text="买牛奶", minutes=30)
    assert (await drive.do("get_reminders", lang="zh")).sentence == "您的提醒：今天10:30买牛奶。"


async def test_the_time_is_told_with_the_date(drive: Drive) -> None:
    """The clock is the simulated one, in 24 hours."""
    assert (await drive.do("get_time")).sentence == "It is 10:00 on Wednesday, 4 March."
    assert (await drive.do("get_time", lang="zh")).sentence == "现在是3月4日星期三10:00。"
