"""The phone in the car: who is meant, what came in, how a call goes."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from car_assistant.clock import ManualClock
from car_assistant.events import Bus, Event, Notice
from car_assistant.text import Name
from car_assistant.vehicle.car import Car
from car_assistant.world.people import CONTACTS, Contact
from car_assistant.world.phone import ANSWERED_AFTER_S, RINGS_FOR_S, Phone

STATE = "Cabin.Infotainment.Phone.CallState"
PARTNER = "Cabin.Infotainment.Phone.CallPartner"
UNREAD = "Cabin.Infotainment.Phone.UnreadMessages"
MISSED = "Cabin.Infotainment.Phone.MissedCalls"
QUIET = "Cabin.Infotainment.Phone.IsDoNotDisturbActive"


@dataclass(kw_only=True)
class Bench:
    """A phone in a car, and what the car said by itself."""

    car: Car
    clock: ManualClock
    phone: Phone
    notices: list[Notice]

    def wait(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.phone.step()


@pytest.fixture
def bench() -> Iterator[Bench]:
    bus, clock = Bus(), ManualClock()
    car = Car(bus=bus, clock=clock)
    notices: list[Notice] = []

    def keep(event: Event) -> None:
        if isinstance(event, Notice):
            notices.append(event)

    with bus.subscribed(keep):
        yield Bench(car=car, clock=clock, phone=Phone(car=car, clock=clock, bus=bus), notices=notices)


def test_there_are_thirty_people_with_their_own_names_and_numbers() -> None:
    """Nobody in the phone book can be taken for somebody else by the whole name."""
    assert len(CONTACTS) == 30
    assert len({contact.name for contact in CONTACTS}) == len({contact.key for contact in CONTACTS}) == 30
    assert all(contact.numbers for contact in CONTACTS)


@pytest.mark.parametrize("contact", CONTACTS, ids=lambda contact: contact.key)
def test_a_whole_name_in_either_language_finds_exactly_that_person(bench: Bench, contact: Contact) -> None:
    """A person can always be reached by the name that the car itself uses."""
    assert bench.phone.find(contact.name.en) == bench.phone.find(contact.name.zh) == (contact,)


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("my wife", ["fang_wang"]),
        ("老婆", ["fang_wang"]),
        ("我老婆", ["fang_wang"]),
        ("mom", ["mum"]),
        ("妈", ["mum"]),
        ("my boss", ["wei_zhang"]),
        ("老板", ["wei_zhang"]),
        ("the mechanic", ["master_zhao"]),
        ("Wang Fang", ["fang_wang"]),
        ("ANNA SCHMIDT", ["anna_schmidt"]),
        ("Schmidt", ["anna_schmidt"]),
        ("Anna", ["anna_schmidt", "anna_keller"]),
        ("安娜", ["anna_schmidt", "anna_keller"]),
        ("Ben's", ["ben_carter"]),
        ("doctor Chen", ["dr_chen"]),
        ("陈", ["na_chen", "dr_chen"]),
        ("李", ["ming_li", "min_li"]),
        ("李鸣", ["ming_li"]),
        ("李民", ["min_li"]),
        ("li ming", ["ming_li"]),
        ("zhangwei", ["wei_zhang"]),
        ("Bob", []),
        ("热水器", []),
        ("", []),
    ],
)
def test_people_are_found_as_drivers_name_them(bench: Bench, said: str, keys: list[str]) -> None:
    """Relations, parts of names and names written as they sound find the right people, and nobody else."""
    assert [contact.key for contact in bench.phone.find(said)] == keys


def test_a_misheard_name_offers_the_nearest(bench: Bench) -> None:
    """Who is not in the phone book is not replaced by somebody else, only suggested."""
    assert bench.phone.find("Anna Shmidt") == ()
    assert bench.phone.near("Anna Shmidt") == (Name("Anna Schmidt", "安娜·施密特"),)
    assert bench.phone.near("Xerxes") == ()


def test_unread_messages_and_missed_calls_stand_on_the_screen(bench: Bench) -> None:
    """The counts that the screen shows are those of the phone, from the start and after reading."""
    assert (bench.car.read(UNREAD), bench.car.read(MISSED)) == (3, 2)
    bench.phone.mark_read(bench.phone.unread[:1], cause="turn:1@driver")
    bench.phone.mark_missed_seen(cause="turn:1@driver")
    assert (bench.car.read(UNREAD), bench.car.read(MISSED)) == (2, 0)
    assert set(bench.car.changed_by("turn:1@driver")) == {f"Vehicle.{UNREAD}", f"Vehicle.{MISSED}"}


@pytest.mark.parametrize(
    ("language", "words"), [("en", "New message from Tom Fischer."), ("zh", "汤姆·费舍尔发来新消息。")]
)
def test_an_incoming_message_is_announced_in_the_language_of_the_screen(
    bench: Bench, language: str, words: str
) -> None:
    """A message that comes in is counted and announced with the sender's name."""
    bench.car.publish("Cabin.Infotainment.HMI.CurrentLanguage", language)
    message = bench.phone.receive("Tom", "See you at eight")
    assert bench.car.read(UNREAD) == 4
    assert bench.phone.unread[-1] == bench.phone.to_answer == message
    assert [notice.text for notice in bench.notices] == [words]


def test_do_not_disturb_keeps_messages_and_calls_silent(bench: Bench) -> None:
    """With do-not-disturb nothing is announced, and nothing is lost."""
    bench.car.actuate(QUIET, True, cause="hmi")
    bench.phone.receive("Tom", "hello")
    bench.phone.ring("Lisa Brown")
    assert bench.notices == []
    assert bench.car.read(STATE) == "IDLE"
    assert (bench.car.read(UNREAD), bench.car.read(MISSED)) == (4, 3)


def test_a_call_is_dialled_connected_and_ended(bench: Bench) -> None:
    """A call shows whom it is with, connects after a moment and ends when the driver hangs up."""
    person = bench.phone.find("Ben")[0]
    bench.phone.dial(person.name, person.numbers["mobile"], cause="turn:1@driver")
    assert (bench.car.read(STATE), bench.car.read(PARTNER)) == ("DIALING", "Ben Carter")
    bench.wait(ANSWERED_AFTER_S)
    assert bench.car.read(STATE) == "ACTIVE"
    bench.phone.end_call(cause="turn:2@driver")
    assert (bench.car.read(STATE), bench.car.read(PARTNER)) == ("IDLE", "")
    assert bench.phone.call is None
    assert bench.phone.last_dialled is not None and bench.phone.last_dialled.who == person.name


def test_an_incoming_call_can_be_answered(bench: Bench) -> None:
    """A call that comes in rings, is announced by name, and is taken."""
    bench.phone.ring("my wife")
    assert bench.car.read(STATE) == "RINGING"
    assert bench.notices[-1].text == "Fang Wang is calling."
    bench.phone.answer(cause="turn:1@driver")
    assert bench.car.read(STATE) == "ACTIVE"
    bench.wait(RINGS_FOR_S + 1)
    assert bench.car.read(STATE) == "ACTIVE"
    assert bench.phone.state.log[-1].kind == "incoming"


def test_a_declined_call_is_not_a_missed_one(bench: Bench) -> None:
    """Declining ends the ringing and adds nothing to the missed calls."""
    bench.phone.ring("Tom")
    bench.phone.end_call(cause="turn:1@driver")
    assert (bench.car.read(STATE), bench.car.read(MISSED)) == ("IDLE", 2)
    assert bench.phone.state.log[-1].kind == "declined"


def test_a_call_that_nobody_takes_becomes_a_missed_one(bench: Bench) -> None:
    """After half a minute the caller gives up and stands in the list of missed calls."""
    bench.phone.ring("+49 123")
    bench.wait(RINGS_FOR_S - 1)
    assert bench.car.read(STATE) == "RINGING"
    bench.wait(1)
    assert (bench.car.read(STATE), bench.car.read(MISSED)) == ("IDLE", 3)
    assert bench.phone.missed[-1].who == Name("+49 123", "+49 123")


def test_a_second_caller_does_not_break_the_present_call(bench: Bench) -> None:
    """Who calls during a call is missed; the call goes on."""
    bench.phone.ring("Tom")
    bench.phone.answer(cause="turn:1@driver")
    bench.phone.ring("Lisa")
    assert (bench.car.read(STATE), bench.car.read(PARTNER), bench.car.read(MISSED)) == ("ACTIVE", "Tom Fischer", 3)


def test_a_call_ended_on_the_screen_is_over_for_the_phone_too(bench: Bench) -> None:
    """The signal is the truth: a call that somebody ended by hand is gone."""
    bench.phone.ring("Tom")
    bench.car.actuate(STATE, "IDLE", cause="hmi")
    assert bench.phone.call is None


def test_a_call_set_from_outside_is_known_by_its_partner(bench: Bench) -> None:
    """A ringing phone that somebody else set up can be answered, and the caller is named."""
    bench.car.publish(STATE, "RINGING")
    bench.car.publish(PARTNER, "Lisa Brown")
    call = bench.phone.call
    assert call is not None and call.who == Name("Lisa Brown", "丽莎·布朗")
    bench.phone.answer(cause="turn:1@driver")
    assert bench.car.read(STATE) == "ACTIVE"


def test_going_back_to_an_earlier_state_brings_the_counts_back(bench: Bench) -> None:
    """Restoring what the phone held also restores what the screen shows."""
    before = bench.phone.state
    bench.phone.receive("Tom", "hello")
    bench.phone.mark_missed_seen(cause="turn:1@driver")
    bench.phone.state = before
    assert (bench.car.read(UNREAD), bench.car.read(MISSED)) == (3, 2)
