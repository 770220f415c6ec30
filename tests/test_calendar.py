"""The calendar: days, titles as people say them, reminders at their time."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from car_assistant.clock import ManualClock
from car_assistant.events import Bus, Event, Notice
from car_assistant.vehicle.car import Car
from car_assistant.world.calendar import Calendar


@dataclass(kw_only=True)
class Bench:
    """A calendar, and what the car said by itself."""

    clock: ManualClock
    calendar: Calendar
    said: list[str]


@pytest.fixture
def bench() -> Iterator[Bench]:
    bus, clock = Bus(), ManualClock()
    said: list[str] = []

    def keep(event: Event) -> None:
        if isinstance(event, Notice):
            said.append(event.text)

    with bus.subscribed(keep):
        calendar = Calendar(car=Car(bus=bus, clock=clock), clock=clock, bus=bus)
        yield Bench(clock=clock, calendar=calendar, said=said)


@pytest.mark.parametrize(("ahead", "count"), [(0, 3), (1, 2), (2, 2), (3, 0)])
def test_events_stand_on_their_day(bench: Bench, ahead: int, count: int) -> None:
    """The first three days have something planned, in order of time."""
    events = bench.calendar.events_on(ahead)
    assert len(events) == count
    assert list(events) == sorted(events, key=lambda event: event.start)


@pytest.mark.parametrize(
    ("said", "titles"),
    [
        ("dentist", ["Dentist"]),
        ("the dentist appointment", ["Dentist"]),
        ("牙医的预约", ["Dentist"]),
        ("dinner with my wife", ["Dinner with Fang"]),
        ("王芳的晚餐", ["Dinner with Fang"]),
        ("会议", ["Project meeting with Ming Li", "Video call with the Berlin team"]),
        ("项目会议", ["Project meeting with Ming Li"]),
        ("stand-up", []),
        ("swimming", []),
        ("the", []),
    ],
)
def test_events_are_found_by_what_is_told_of_them(bench: Bench, said: str, titles: list[str]) -> None:
    """A coming event is found by words of its title; what is over or unknown is not."""
    assert [event.title.en for event in bench.calendar.find(said)] == titles


@pytest.mark.parametrize(
    ("ahead", "said", "meant"),
    [
        (0, "15:30", "2026-03-04T15:30:00+08:00"),
        (0, "3", "2026-03-04T15:00:00+08:00"),
        (0, "下午四点", "2026-03-04T16:00:00+08:00"),
        (1, "03:00", "2026-03-05T03:00:00+08:00"),
        (2, "9 am", "2026-03-06T09:00:00+08:00"),
    ],
)
def test_a_time_is_understood_on_its_day(bench: Bench, ahead: int, said: str, meant: str) -> None:
    """Times are read in both languages, and a small hour that is over today means the afternoon."""
    at = bench.calendar.at(ahead, said)
    assert at is not None and at.isoformat() == meant


def test_what_is_no_time_is_not_guessed(bench: Bench) -> None:
    """Words without a time give none."""
    assert bench.calendar.at(0, "whenever") is None


def test_an_event_can_be_added_and_taken_out(bench: Bench) -> None:
    """What is added is found on its day, between the others, and an overlap is known."""
    start = bench.calendar.at(0, "15:30")
    assert start is not None
    overlap = bench.calendar.overlapping(start)
    assert overlap is not None and overlap.title.en == "Project meeting with Ming Li"
    event = bench.calendar.add("Lunch", start)
    assert [one.title.en for one in bench.calendar.events_on(0)][2] == "Lunch"
    bench.calendar.remove(event)
    assert len(bench.calendar.events_on(0)) == 3


def test_a_reminder_is_said_once_at_its_time(bench: Bench) -> None:
    """The car speaks a reminder when it is due, in the language of its words, and only once."""
    now = bench.clock.wall()
    bench.calendar.remind("buy milk", now.replace(minute=5))
    bench.calendar.remind("取快递", now.replace(minute=10))
    bench.calendar.step()
    assert bench.said == []
    for _ in range(3):
        bench.clock.advance(300)
        bench.calendar.step()
    assert bench.said == ["Reminder: buy milk", "提醒您：取快递"]
    assert bench.calendar.open_reminders == ()
