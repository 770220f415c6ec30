"""Calendar, reminders and the time of day. Owns no events: they live in the world."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from car_assistant.toolkit import (
    Aliases,
    Annotated,
    Field,
    Literal,
    Name,
    Outcome,
    ToolContext,
    ok,
    pending,
    refused,
    tool,
)

DayArg = Annotated[
    Literal["today", "tomorrow", "day_after"],
    Aliases(
        {
            "today": (
                "this morning",
                "this afternoon",
                "tonight",
                "now",
                "今天",
                "今日",
                "今晚",
                "今天上午",
                "今天下午",
            ),
            "tomorrow": ("next day", "tomorrow morning", "tomorrow evening", "明天", "明日", "明早", "明晚", "次日"),
            "day_after": ("day after tomorrow", "the day after tomorrow", "in two days", "后天", "后日"),
        }
    ),
    Field(description="which day"),
]

_AHEAD: Mapping[str, int] = {"today": 0, "tomorrow": 1, "day_after": 2}

_DAYS: Mapping[str, Name] = {
    "today": Name("today", "今天"),
    "tomorrow": Name("tomorrow", "明天"),
    "day_after": Name("the day after tomorrow", "后天"),
}

_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

TimeArg = Annotated[str, Field(description="HH:MM, 24 h clock")]


def spoken_date(when: datetime) -> Name:
    """A date with its weekday."""
    return Name(
        f"{_WEEKDAYS[when.weekday()]}, {when.day} {_MONTHS[when.month - 1]}",
        f"{when.month}月{when.day}日星期{'一二三四五六日'[when.weekday()]}",
    )


def spoken_day(ctx: ToolContext, when: datetime) -> Name:
    """The day of a moment: today, tomorrow, or its date."""
    ahead = (when.date() - ctx.clock.wall().date()).days
    return next((_DAYS[word] for word, days in _AHEAD.items() if days == ahead), spoken_date(when))


@tool(
    area="calendar",
    risk="read",
    en=("what's on my calendar today", "do I have meetings tomorrow?", "am I free the day after tomorrow"),
    zh=("今天有什么安排", "明天有会吗", "看一下后天的日程", "我接下来有什么事"),
)
def get_calendar(ctx: ToolContext, *, day: DayArg = "today") -> Outcome:
    """Tell what is in the calendar.

    Of today only what is not over.
    """
    now = ctx.clock.wall()
    events = tuple(event for event in ctx.world.calendar.events_on(_AHEAD[day]) if event.end > now)
    if not events:
        return ok("calendar-free", day=_DAYS[day])
    spoken = tuple(
        Name(f"{event.title.en} at {event.start:%H:%M}", f"{event.start:%H:%M}{event.title.zh}") for event in events
    )
    return ok("calendar-events", day=_DAYS[day], events=spoken, count=len(events))


@tool(
    area="calendar",
    risk="reversible",
    en=("put lunch with Ben on my calendar at 12:30", "schedule a call tomorrow at 9", "new appointment at 4 pm"),
    zh=("明天九点加一个会议", "在日历里添加下午四点看牙", "后天十点安排电话会"),
)
def add_event(
    ctx: ToolContext,
    *,
    title: Annotated[str, Field(description="what it is")],
    time: TimeArg,
    day: DayArg = "today",
) -> Outcome:
    """Add an event to the calendar.

    An hour long. An event at the same time is mentioned, not refused.
    """
    calendar = ctx.world.calendar
    start = calendar.at(_AHEAD[day], time)
    if start is None:
        return refused("calendar-no-time", time=time)
    if start <= ctx.clock.wall():
        return refused("calendar-over", time=start, day=_DAYS[day])
    other = calendar.overlapping(start)
    event = calendar.add(title, start)
    if other:
        return ok("calendar-added-overlap", title=event.title, day=_DAYS[day], time=start, other=other.title)
    return ok("calendar-added", title=event.title, day=_DAYS[day], time=start)


@tool(
    area="calendar",
    risk="careful",
    en=("cancel the dentist appointment", "delete dinner with Fang", "take the stand-up off my calendar"),
    zh=("取消看牙医的预约", "删除和王芳的晚餐", "把机场接人从日历里删掉"),
)
def delete_event(ctx: ToolContext, *, title: Annotated[str, Field(description="words of its title")]) -> Outcome:
    """Delete a calendar event."""
    problem = unclear_event(ctx, title)
    if problem:
        return problem
    event = ctx.world.calendar.find(title)[0]
    ctx.world.calendar.remove(event)
    return ok("calendar-deleted", title=event.title, day=spoken_day(ctx, event.start), time=event.start)


def unclear_event(ctx: ToolContext, title: str) -> Outcome | None:
    """Why ``title`` is not exactly one coming event; ``None`` when it is."""
    found = ctx.world.calendar.find(title)
    if len(found) == 1:
        return None
    if found:
        return pending("calendar-which", choices=tuple(event.title for event in found), argument="title")
    return refused("calendar-unknown", title=title)


@tool(
    area="calendar",
    risk="reversible",
    en=(
        "remind me to buy milk at six",
        "in 20 minutes remind me to call mum",
        "don't let me forget the parcel at 17:30",
    ),
    zh=("六点提醒我买牛奶", "二十分钟后提醒我给妈妈打电话", "下午五点半提醒我取快递"),
)
def add_reminder(
    ctx: ToolContext,
    *,
    text: Annotated[str, Field(description="what to remind of")],
    time: Annotated[str | None, Field(description="HH:MM, 24 h clock")] = None,
    minutes: Annotated[int | None, Field(ge=1, le=1440, description="or minutes from now, 1 to 1440")] = None,
) -> Outcome:
    """Set a reminder."""
    calendar = ctx.world.calendar
    now = ctx.clock.wall()
    if minutes is not None:
        at = now + timedelta(minutes=minutes)
    elif time is None:
        return pending("calendar-remind-when", text=text)
    else:
        today = calendar.at(0, time)
        if today is None:
            return refused("calendar-no-time", time=time)
        at = today if today > now else today + timedelta(days=1)
    calendar.remind(text, at)
    return ok("calendar-reminder-set", text=text, day=spoken_day(ctx, at), time=at)


@tool(
    area="calendar",
    risk="read",
    en=("what are my reminders", "anything I need to remember?", "list reminders"),
    zh=("我有哪些提醒", "看一下提醒事项", "有什么要记得的吗"),
)
def get_reminders(ctx: ToolContext) -> Outcome:
    """List the reminders."""
    reminders = ctx.world.calendar.open_reminders
    if not reminders:
        return ok("calendar-no-reminders")
    spoken = tuple(
        Name(
            f"{one.text} {spoken_day(ctx, one.at).en} at {one.at:%H:%M}",
            f"{spoken_day(ctx, one.at).zh}{one.at:%H:%M}{one.text}",
        )
        for one in reminders
    )
    return ok("calendar-reminders", reminders=spoken, count=len(reminders))


@tool(
    area="calendar",
    risk="read",
    en=("what time is it", "what day is it today", "what's the date"),
    zh=("现在几点", "今天几号", "今天星期几"),
)
def get_time(ctx: ToolContext) -> Outcome:
    """Tell the time and the date."""
    now = ctx.clock.wall()
    return ok("calendar-time", time=now, date=spoken_date(now))
