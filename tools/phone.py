"""Phone calls: whom to call, taking and ending calls, what was missed. Owns no rule; numbers live in the world."""

from collections.abc import Mapping

from car_assistant.toolkit import (
    Aliases,
    Annotated,
    Field,
    Literal,
    Name,
    Outcome,
    ToolContext,
    ok,
    phone_number,
    refused,
    tool,
)

from ._people import PersonArg, unclear
from ._signals import switch

NumberArg = Annotated[
    Literal["mobile", "work", "home"] | None,
    Aliases(
        {
            "mobile": ("cell", "cell phone", "cellphone", "mobile phone", "handy", "手机", "手机号", "移动电话"),
            "work": ("office", "business", "at work", "desk", "公司", "单位", "办公室", "工作", "工作电话"),
            "home": ("house", "landline", "at home", "家", "家里", "家庭", "座机", "住宅", "家里电话"),
        }
    ),
    Field(description="which number, if said"),
]

KINDS: Mapping[str, Name] = {
    "mobile": Name("mobile", "手机"),
    "work": Name("work", "工作电话"),
    "home": Name("home", "家里电话"),
}
"""Kinds of numbers, as said."""


@tool(
    area="phone",
    risk="outbound",
    en=("call mum", "phone Ben Carter at home", "ring my wife", "get Dr. Chen on the line", "call Wei at the office"),
    zh=("打电话给妈妈", "呼叫李明", "给老婆打个电话", "拨打张伟的办公室电话", "打给陈医生"),
)
def call_contact(ctx: ToolContext, *, name: PersonArg, number: NumberArg = None) -> Outcome:
    """Call somebody by name.

    Without a kind of number the mobile comes first, then home, then work.
    """
    problem = unclear(ctx, name, "name")
    if problem:
        return problem
    person = ctx.world.phone.find(name)[0]
    digits = person.number(number)
    if digits is None:
        return refused("phone-no-such-number", name=person.name, kind=KINDS[number or "mobile"])
    ctx.world.phone.dial(person.name, digits, cause=ctx.cause)
    return ok("phone-calling", name=person.name)


@tool(
    area="phone",
    risk="outbound",
    en=("dial 555 0199", "call the number 10086", "dial one one zero"),
    zh=("拨打10086", "打5550199这个号码", "拨号12345"),
)
def dial_number(ctx: ToolContext, *, number: Annotated[str, Field(description="digits")]) -> Outcome:
    """Dial a phone number."""
    digits = phone_number(number)
    if digits is None:
        return refused("phone-not-a-number", number=number)
    ctx.world.phone.dial(Name(digits, digits), digits, cause=ctx.cause)
    return ok("phone-dialling", number=digits)


@tool(
    area="phone",
    risk="outbound",
    en=("redial", "call that person again", "try the last number again"),
    zh=("重拨", "再打一次", "重新拨打上一个电话"),
)
def redial(ctx: ToolContext) -> Outcome:
    """Call the last dialled number again."""
    last = ctx.world.phone.last_dialled
    if last is None:
        return refused("phone-nothing-dialled")
    ctx.world.phone.dial(last.who, last.number, cause=ctx.cause)
    return ok("phone-calling", name=last.who)


@tool(
    area="phone",
    risk="reversible",
    en=("answer the phone", "pick up", "take the call", "accept it"),
    zh=("接电话", "接听", "接一下", "接通来电"),
)
def answer_call(ctx: ToolContext) -> Outcome:
    """Answer the incoming call."""
    call = ctx.world.phone.call
    if call is None or ctx.read("Cabin.Infotainment.Phone.CallState") != "RINGING":
        return refused("phone-nobody-calling")
    ctx.world.phone.answer(cause=ctx.cause)
    return ok("phone-answered", name=call.who)


@tool(
    area="phone",
    risk="reversible",
    en=("decline the call", "I can't talk now, reject it", "don't take that call", "ignore the call"),
    zh=("拒接", "不接", "挂掉这个来电", "现在不方便接电话"),
)
def decline_call(ctx: ToolContext) -> Outcome:
    """Decline the incoming call."""
    call = ctx.world.phone.call
    if call is None or ctx.read("Cabin.Infotainment.Phone.CallState") != "RINGING":
        return refused("phone-nobody-calling")
    ctx.world.phone.end_call(cause=ctx.cause)
    return ok("phone-declined", name=call.who)


@tool(
    area="phone",
    risk="reversible",
    en=("hang up", "end the call", "stop calling", "that's enough, drop the call"),
    zh=("挂断电话", "挂了吧", "结束通话", "别打了"),
)
def hang_up(ctx: ToolContext) -> Outcome:
    """End the present call."""
    call = ctx.world.phone.call
    if call is None:
        return refused("phone-no-call")
    ctx.world.phone.end_call(cause=ctx.cause)
    return ok("phone-hung-up", name=call.who)


@tool(
    area="phone",
    risk="reversible",
    en=("did I miss any calls?", "who called me", "missed calls", "show what I missed on the phone"),
    zh=("有未接来电吗", "谁给我打过电话", "查看未接电话", "我漏接了谁的电话"),
)
def get_missed_calls(ctx: ToolContext) -> Outcome:
    """Tell which calls were missed."""
    missed = ctx.world.phone.missed
    if not missed:
        return ok("phone-none-missed")
    ctx.world.phone.mark_missed_seen(cause=ctx.cause)
    callers = tuple(dict.fromkeys(record.who for record in missed))
    return ok("phone-missed", callers=callers, count=len(missed))


@tool(
    area="phone",
    risk="read",
    en=("what's Lisa's number", "do I have a number for Tom", "look up Dr. Chen", "find Anna in my contacts"),
    zh=("丽莎的电话是多少", "查一下陈医生的号码", "通讯录里有张伟吗", "找一下安娜的联系方式"),
)
def find_contact(ctx: ToolContext, *, name: PersonArg) -> Outcome:
    """Look somebody up in the contacts."""
    problem = unclear(ctx, name, "name")
    if problem:
        return problem
    person = ctx.world.phone.find(name)[0]
    numbers = tuple(
        Name(f"{KINDS[kind].en} {digits}", f"{KINDS[kind].zh}{digits}") for kind, digits in person.numbers.items()
    )
    return ok("phone-contact", name=person.name, numbers=numbers)


@tool(
    area="phone",
    risk="reversible",
    en=("do not disturb", "no calls for now", "mute my notifications", "calls are welcome again"),
    zh=("打开勿扰模式", "别让电话打扰我", "关闭免打扰", "暂时不接电话和消息"),
)
def set_do_not_disturb(ctx: ToolContext, *, on: bool) -> Outcome:
    """Switch do-not-disturb on or off."""
    return switch(ctx, Name("Do not disturb is", "勿扰模式"), on, ("Cabin.Infotainment.Phone.IsDoNotDisturbActive",))
