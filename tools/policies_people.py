"""Rules about people, calls and the calendar: nothing goes out before it is clear to whom, and said in full."""

from car_assistant.toolkit import Call, Outcome, ToolContext, Verdict, allow, confirm, deny, phone_number, policy

from ._people import unclear
from .calendar import spoken_day, unclear_event
from .phone import KINDS


def _as_denial(problem: Outcome) -> Verdict:
    return deny(problem.reply, **problem.data)


@policy(tools=("send_message", "send_email", "call_contact"))
def one_person_is_meant(ctx: ToolContext, call: Call) -> Verdict:
    """Somebody unknown is not written to or called, and of two namesakes the driver chooses."""
    argument = "name" if call.tool == "call_contact" else "to"
    problem = unclear(ctx, call.args[argument], argument)
    return _as_denial(problem) if problem else allow()


@policy(tools=("send_message",))
def message_is_repeated(ctx: ToolContext, call: Call) -> Verdict:
    """A message is read back, with the full name, before it goes out."""
    found = ctx.world.phone.find(call.args["to"])
    return confirm("confirm-send_message", to=found[0].name, text=call.args["text"]) if len(found) == 1 else allow()


@policy(tools=("send_email",))
def email_is_repeated(ctx: ToolContext, call: Call) -> Verdict:
    """An e-mail is read back before it goes out; who has no address cannot get one."""
    found = ctx.world.phone.find(call.args["to"])
    if len(found) != 1:
        return allow()
    if not found[0].email:
        return deny("emails-no-address", to=found[0].name)
    return confirm("confirm-send_email", to=found[0].name, text=call.args["text"])


@policy(tools=("reply_message",))
def reply_names_its_reader(ctx: ToolContext, call: Call) -> Verdict:
    """A reply says to whom it goes; without a message there is nobody to reply to."""
    message = ctx.world.phone.to_answer
    if message is None:
        return deny("messages-nothing-to-answer")
    return confirm("confirm-reply_message-to", to=message.sender, text=call.args["text"])


@policy(tools=("call_contact", "dial_number", "redial"))
def one_call_at_a_time(ctx: ToolContext, call: Call) -> Verdict:
    """Nobody is called while another call is going on or ringing."""
    present = ctx.world.phone.call
    return deny("phone-busy", name=present.who) if present else allow()


@policy(tools=("call_contact",))
def call_is_repeated(ctx: ToolContext, call: Call) -> Verdict:
    """A call is confirmed with the full name, and only a number that exists is offered."""
    found = ctx.world.phone.find(call.args["name"])
    if len(found) != 1:
        return allow()
    person, kind = found[0], call.args.get("number")
    if person.number(kind) is None:
        return deny("phone-no-such-number", name=person.name, kind=KINDS[kind or "mobile"])
    if kind is None:
        return confirm("confirm-call_contact", name=person.name)
    return confirm("confirm-call_contact-number", name=person.name, kind=KINDS[kind])


@policy(tools=("dial_number",))
def only_numbers_are_dialled(ctx: ToolContext, call: Call) -> Verdict:
    """What is not a phone number is not offered for dialling."""
    digits = phone_number(call.args["number"])
    return confirm("confirm-dial_number", number=digits) if digits else deny("phone-not-a-number", **call.args)


@policy(tools=("redial",))
def redial_names_its_person(ctx: ToolContext, call: Call) -> Verdict:
    """Redialling says whom it will call."""
    last = ctx.world.phone.last_dialled
    return confirm("confirm-call_contact", name=last.who) if last else deny("phone-nothing-dialled")


@policy(tools=("delete_event",))
def one_event_is_meant(ctx: ToolContext, call: Call) -> Verdict:
    """An event is deleted only when it is clear which, and after it was named with its day and time."""
    problem = unclear_event(ctx, call.args["title"])
    if problem:
        return _as_denial(problem)
    event = ctx.world.calendar.find(call.args["title"])[0]
    return confirm("confirm-delete_event-at", title=event.title, day=spoken_day(ctx, event.start), time=event.start)
