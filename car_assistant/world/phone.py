"""The driver's phone: people, messages, e-mails, calls. Owns what is in it; knows no tools and speaks no replies.

What can be seen from outside (the state of a call, counts of what is unread or missed) is mirrored into signals.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from car_assistant.clock import Clock
from car_assistant.events import Bus, Lang, Notice
from car_assistant.text import Name
from car_assistant.world import contacts
from car_assistant.world.mailbox import Email, Sent, TextMessage, first_emails, first_messages
from car_assistant.world.people import CONTACTS, Contact

if TYPE_CHECKING:
    from car_assistant.vehicle.car import Car

_PHONE = "Vehicle.Cabin.Infotainment.Phone."
CALL_STATE = _PHONE + "CallState"
CALL_PARTNER = _PHONE + "CallPartner"
UNREAD = _PHONE + "UnreadMessages"
MISSED = _PHONE + "MissedCalls"
DO_NOT_DISTURB = _PHONE + "IsDoNotDisturbActive"

ANSWERED_AFTER_S = 4.0
"""A person who is called picks up after that many seconds."""
RINGS_FOR_S = 30.0
"""An incoming call that nobody takes becomes a missed one after that many seconds."""


UNKNOWN_CALLER = Name("an unknown caller", "未知号码")


@dataclass(frozen=True, kw_only=True)
class CallRecord:
    """A line of the call log."""

    who: Name
    number: str
    at: datetime
    kind: Literal["outgoing", "incoming", "missed", "declined"]
    seen: bool = True
    """False for a missed call of which the driver has not heard."""


@dataclass(frozen=True, kw_only=True)
class PhoneCall:
    """The call that is dialling, ringing or going on."""

    who: Name
    number: str
    incoming: bool
    since: float
    """Simulated seconds."""
    cause: str


@dataclass(frozen=True, kw_only=True)
class PhoneState:
    """Everything in the phone that can change."""

    inbox: tuple[TextMessage, ...]
    """Oldest first."""
    emails: tuple[Email, ...]
    log: tuple[CallRecord, ...]
    """Oldest first."""
    sent: tuple[Sent, ...] = ()
    sent_emails: tuple[Sent, ...] = ()
    call: PhoneCall | None = None
    last_read: int | None = None
    """The message that was read aloud last, by its id."""


class Phone:
    """The phone that is connected to the car."""

    def __init__(self, *, car: "Car", clock: Clock, bus: Bus, contacts: tuple[Contact, ...] = CONTACTS) -> None:
        self._car = car
        self._clock = clock
        self._bus = bus
        self.contacts = contacts
        start = clock.wall()
        self._state = PhoneState(inbox=first_messages(start), emails=first_emails(start), log=_first_log(start))
        self._mirror("world")

    @property
    def state(self) -> PhoneState:
        return self._state

    @state.setter
    def state(self, state: PhoneState) -> None:
        self._state = state
        self._mirror("world")

    # people

    def find(self, who: str) -> tuple[Contact, ...]:
        """Everybody in the phone book whom ``who`` may mean: none, one or several."""
        return contacts.find(self.contacts, who)

    def near(self, who: str) -> tuple[Name, ...]:
        """Names that look like ``who``."""
        return contacts.near(self.contacts, who)

    # messages

    @property
    def unread(self) -> tuple[TextMessage, ...]:
        return tuple(message for message in self._state.inbox if not message.read)

    @property
    def to_answer(self) -> TextMessage | None:
        """The message that "reply" means: the one read last, else the newest."""
        by_id = {message.id: message for message in self._state.inbox}
        newest = self._state.inbox[-1] if self._state.inbox else None
        return by_id.get(self._state.last_read or 0, newest)

    def receive(self, sender: str, text: str) -> TextMessage:
        """A message comes in. It is announced unless the driver does not want to be disturbed."""
        last = self._state.inbox[-1].id if self._state.inbox else 0
        message = TextMessage(id=last + 1, sender=self._known(sender), text=text, at=self._clock.wall())
        self._change("world", inbox=(*self._state.inbox, message))
        self._announce(Name(f"New message from {message.sender.en}.", f"{message.sender.zh}发来新消息。"), "message")
        return message

    def mark_read(self, messages: tuple[TextMessage, ...], *, cause: str) -> None:
        """The driver has heard these messages; the last of them is the one to answer."""
        heard = {message.id for message in messages}
        inbox = tuple(replace(m, read=True) if m.id in heard else m for m in self._state.inbox)
        self._change(cause, inbox=inbox, last_read=messages[-1].id if messages else self._state.last_read)

    def mark_emails_read(self, *, cause: str) -> None:
        """The driver has heard all e-mails."""
        self._change(cause, emails=tuple(replace(email, read=True) for email in self._state.emails))

    def send(self, to: Name, text: str) -> Sent:
        """A message goes out to somebody in the phone book, or back to whoever wrote."""
        contact = next((contact for contact in self.contacts if contact.name == to), None)
        number = (contact.number("mobile") or contact.number() or "") if contact else to.en
        sent = Sent(to=to, address=number, text=text, at=self._clock.wall())
        self._state = replace(self._state, sent=(*self._state.sent, sent))
        return sent

    def send_email(self, to: Contact, text: str) -> Sent:
        """An e-mail goes out."""
        sent = Sent(to=to.name, address=to.email, text=text, at=self._clock.wall())
        self._state = replace(self._state, sent_emails=(*self._state.sent_emails, sent))
        return sent

    # calls

    @property
    def call(self) -> PhoneCall | None:
        """The present call; the signals decide whether there is one, for the screen can end it too."""
        if self._car.read(CALL_STATE) == "IDLE":
            return None
        partner = str(self._car.read(CALL_PARTNER))
        if self._state.call and self._state.call.who.en == partner:
            return self._state.call
        who = self._known(partner) if partner else UNKNOWN_CALLER
        ringing = self._car.read(CALL_STATE) == "RINGING"
        return PhoneCall(who=who, number="", incoming=ringing, since=self._clock.now(), cause="world")

    @property
    def missed(self) -> tuple[CallRecord, ...]:
        """Missed calls of which the driver has not heard, oldest first."""
        return tuple(record for record in self._state.log if not record.seen)

    @property
    def last_dialled(self) -> CallRecord | None:
        return next((record for record in reversed(self._state.log) if record.kind == "outgoing"), None)

    def dial(self, who: Name, number: str, *, cause: str) -> None:
        """Call a number; ``step`` connects it."""
        record = CallRecord(who=who, number=number, at=self._clock.wall(), kind="outgoing")
        call = PhoneCall(who=who, number=number, incoming=False, since=self._clock.now(), cause=cause)
        self._show("DIALING", who.en, cause)
        self._change(cause, call=call, log=(*self._state.log, record))

    def ring(self, caller: str) -> None:
        """Somebody calls. Who gets no answer, because of another call or do-not-disturb, goes to the log."""
        who = self._known(caller)
        found = self.find(caller)
        number = (found[0].number() or "") if len(found) == 1 else caller
        call = PhoneCall(who=who, number=number, incoming=True, since=self._clock.now(), cause="world")
        if self.call or self._car.read(DO_NOT_DISTURB):
            self._change("world", log=(*self._state.log, self._record(call, "missed")))
            return
        self._show("RINGING", who.en, "world")
        self._change("world", call=call)
        self._announce(Name(f"{who.en} is calling.", f"{who.zh}来电。"), "call")

    def answer(self, *, cause: str) -> None:
        """Take the incoming call."""
        call = self.call
        if call and self._car.read(CALL_STATE) == "RINGING":
            self._show("ACTIVE", call.who.en, cause)
            self._change(cause, call=call, log=(*self._state.log, self._record(call, "incoming")))

    def end_call(self, *, cause: str) -> None:
        """Hang up, or decline a call that is still ringing."""
        call, log = self.call, self._state.log
        if call and self._car.read(CALL_STATE) == "RINGING":
            log = (*log, self._record(call, "declined"))
        self._show("IDLE", "", cause)
        self._change(cause, call=None, log=log)

    def mark_missed_seen(self, *, cause: str) -> None:
        """The driver has heard of the missed calls."""
        self._change(cause, log=tuple(replace(record, seen=True) for record in self._state.log))

    def step(self) -> None:
        """Let time act on a call: who is called picks up, who is not answered gives up."""
        call = self._state.call
        if call is None:
            return
        waited = self._clock.now() - call.since
        state = self._car.read(CALL_STATE)
        if state == "DIALING" and waited >= ANSWERED_AFTER_S:
            self._show("ACTIVE", call.who.en, call.cause)
        elif state == "RINGING" and waited >= RINGS_FOR_S:
            self._show("IDLE", "", "world")
            self._change("world", call=None, log=(*self._state.log, self._record(call, "missed")))

    def _record(self, call: PhoneCall, kind: Literal["incoming", "missed", "declined"]) -> CallRecord:
        return CallRecord(who=call.who, number=call.number, at=self._clock.wall(), kind=kind, seen=kind != "missed")

    def _known(self, who: str) -> Name:
        found = self.find(who)
        return found[0].name if len(found) == 1 else Name(who, who)

    def _announce(self, text: Name, kind: str) -> None:
        if self._car.read(DO_NOT_DISTURB):
            return
        language = str(self._car.read("Vehicle.Cabin.Infotainment.HMI.CurrentLanguage"))
        lang: Lang = "zh" if language.startswith("zh") else "en"
        self._bus.publish(Notice(at=self._clock.now(), text=text.zh if lang == "zh" else text.en, lang=lang, kind=kind))

    def _show(self, state: str, partner: str, cause: str) -> None:
        self._car.publish(CALL_STATE, state, cause=cause)
        self._car.publish(CALL_PARTNER, partner, cause=cause)

    def _change(self, cause: str, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]
        self._mirror(cause)

    def _mirror(self, cause: str) -> None:
        """Keep the counts on the screen true."""
        for path, count in ((UNREAD, len(self.unread)), (MISSED, len(self.missed))):
            if self._car.read(path) != count:
                self._car.publish(path, count, cause=cause)


def _first_log(start: datetime) -> tuple[CallRecord, ...]:
    calls: tuple[tuple[Name, str, int, Literal["outgoing", "incoming", "missed"], bool], ...] = (
        (Name("Mum", "妈妈"), "555-0102", 1330, "incoming", True),
        (Name("Dr. Chen", "陈医生"), "555-0123", 1100, "outgoing", True),
        (Name("Wei Zhang", "张伟"), "555-0119", 95, "missed", False),
        (Name("Ben Carter", "本·卡特"), "555-0124", 55, "outgoing", True),
        (Name("Anna Keller", "安娜·凯勒"), "555-0114", 20, "missed", False),
    )
    return tuple(
        CallRecord(who=who, number=number, at=start - timedelta(minutes=age), kind=kind, seen=seen)
        for who, number, age, kind, seen in calls
    )
