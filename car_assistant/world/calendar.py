"""The driver's calendar and reminders. Owns events and when a reminder is due; speaks only that one notice."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from car_assistant.clock import Clock
from car_assistant.events import Bus, Notice
from car_assistant.text import Name, detect_lang, parse_time

if TYPE_CHECKING:
    from car_assistant.vehicle.car import Car


_COMMON = frozenset("the my a an with and of at on in to for event appointment today tomorrow s".split())
_SMALL_HOUR = 7
"""Nobody plans for an hour before this one in the night that has just passed."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something in the calendar."""

    id: int
    title: Name
    start: datetime
    minutes: int = 60
    """How long it takes."""
    place: Name | None = None

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """Words to be said at a time."""

    id: int
    text: str
    at: datetime
    said: bool = False


@dataclass(frozen=True, kw_only=True)
class CalendarState:
    """Everything in the calendar that can change."""

    events: tuple[Event, ...]
    """By start."""
    reminders: tuple[Reminder, ...] = ()
    """By time."""


class Calendar:
    """Events and reminders."""

    def __init__(self, *, car: "Car", clock: Clock, bus: Bus) -> None:
        self._clock = clock
        self._bus = bus
        self.state = CalendarState(events=_first_events(clock.wall().date(), clock.wall()))

    def day(self, days_ahead: int) -> date:
        """The date so many days after today."""
        return self._clock.wall().date() + timedelta(days=days_ahead)

    def at(self, days_ahead: int, when: str) -> datetime | None:
        """A spoken or written time of day, so many days after today; ``None`` when it is no time.

        A small hour that is over today ("at 3", said at ten) means the afternoon.
        """
        spoken = parse_time(when)
        if spoken is None:
            return None
        now = self._clock.wall()
        start = datetime.combine(self.day(days_ahead), time.fromisoformat(spoken), tzinfo=now.tzinfo)
        return start + timedelta(hours=12) if start <= now and start.hour < _SMALL_HOUR else start

    def events_on(self, days_ahead: int) -> tuple[Event, ...]:
        """The events of one day, in order."""
        return tuple(event for event in self.state.events if event.start.date() == self.day(days_ahead))

    def find(self, title: str) -> tuple[Event, ...]:
        """Events to come that ``title`` names in either language; those that share most of its words."""
        coming = tuple(event for event in self.state.events if event.end > self._clock.wall())
        asked = _words(title)
        shared = {event.id: len(asked & (_words(event.title.en) | _words(event.title.zh))) for event in coming}
        most = max(shared.values(), default=0)
        return tuple(event for event in coming if most and shared[event.id] == most)

    def overlapping(self, start: datetime, minutes: int = 60) -> Event | None:
        """An event that would run at the same time."""
        end = start + timedelta(minutes=minutes)
        return next((event for event in self.state.events if event.start < end and start < event.end), None)

    def add(self, title: str, start: datetime, minutes: int = 60) -> Event:
        """Enter an event."""
        number = max((event.id for event in self.state.events), default=0) + 1
        event = Event(id=number, title=Name(title, title), start=start, minutes=minutes)
        events = sorted((*self.state.events, event), key=lambda one: one.start)
        self.state = replace(self.state, events=tuple(events))
        return event

    def remove(self, event: Event) -> None:
        """Take an event out."""
        self.state = replace(self.state, events=tuple(one for one in self.state.events if one.id != event.id))

    @property
    def open_reminders(self) -> tuple[Reminder, ...]:
        """Reminders that have not been said, in order."""
        return tuple(reminder for reminder in self.state.reminders if not reminder.said)

    def remind(self, text: str, at: datetime) -> Reminder:
        """Say ``text`` at that time; ``step`` does it."""
        number = max((reminder.id for reminder in self.state.reminders), default=0) + 1
        reminder = Reminder(id=number, text=text, at=at)
        reminders = sorted((*self.state.reminders, reminder), key=lambda one: one.at)
        self.state = replace(self.state, reminders=tuple(reminders))
        return reminder

    def step(self) -> None:
        """Say the reminders that are due."""
        now = self._clock.wall()
        due = tuple(reminder for reminder in self.open_reminders if reminder.at <= now)
        if not due:
            return
        for reminder in due:
            self._say(reminder)
        said = {reminder.id for reminder in due}
        reminders = tuple(replace(one, said=True) if one.id in said else one for one in self.state.reminders)
        self.state = replace(self.state, reminders=reminders)

    def _say(self, reminder: Reminder) -> None:
        lang = detect_lang(reminder.text)
        text = f"Reminder: {reminder.text}" if lang == "en" else f"提醒您：{reminder.text}"
        self._bus.publish(Notice(at=self._clock.now(), text=text, lang=lang, kind="reminder"))


def _words(title: str) -> set[str]:
    """What a title is told apart by: its longer Latin words, and each two Chinese characters that stand together."""
    latin = {word for word in re.findall(r"[a-z0-9]+", title.casefold()) if word not in _COMMON}
    return latin | {pair for run in re.findall(r"[\u4e00-\u9fff]+", title) for pair in map("".join, pairwise(run))}


def _first_events(today: date, now: datetime) -> tuple[Event, ...]:
    entries: tuple[tuple[int, str, int, Name, Name | None], ...] = (
        (0, "09:00", 30, Name("Team stand-up", "团队早会"), Name("Office", "公司")),
        (0, "15:00", 60, Name("Project meeting with Ming Li", "项目会议"), Name("Room 4", "四楼会议室")),
        (0, "18:30", 90, Name("Dinner with Fang", "与王芳晚餐"), Name("Old Harbour Restaurant", "老码头餐厅")),
        (1, "08:30", 45, Name("Dentist", "看牙医"), Name("Haitang Dental Clinic", "海棠口腔诊所")),
        (1, "14:00", 60, Name("Video call with the Berlin team", "柏林团队视频会议"), None),
        (2, "10:00", 60, Name("Airport pickup", "机场接人"), Name("Haitang Airport", "海棠机场")),
        (2, "16:00", 60, Name("Parents' evening", "家长会"), Name("School", "学校")),
    )
    return tuple(
        Event(
            id=number,
            title=title,
            start=datetime.combine(today + timedelta(days=days), time.fromisoformat(clock), tzinfo=now.tzinfo),
            minutes=minutes,
            place=place,
        )
        for number, (days, clock, minutes, title, place) in enumerate(entries, start=1)
    )
