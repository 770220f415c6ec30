"""Messages and e-mails: read aloud, answer, send. Owns no rule: who is meant is settled before sending is asked."""

from car_assistant.toolkit import Annotated, Field, Name, Outcome, ToolContext, ok, refused, tool

from ._people import PersonArg, unclear

READ_AT_ONCE = 3
"""More messages than these are not read in one breath."""

TextArg = Annotated[str, Field(description="the words to send")]


@tool(
    area="messages",
    risk="reversible",
    en=(
        "read my messages",
        "any new texts?",
        "what did Anna write?",
        "did my wife send me anything",
        "read that out to me",
    ),
    zh=("读一下我的消息", "有新消息吗", "老婆给我发了什么", "念一下李明的短信", "谁给我发微信了"),
)
def read_messages(
    ctx: ToolContext,
    *,
    sender: Annotated[str | None, Field(description="who wrote; leave out for everybody")] = None,
    unread_only: Annotated[bool, Field(description="false: also those heard before")] = True,
) -> Outcome:
    """Read text messages aloud.

    Named senders' last message is read even when it was heard before. The last one read is what "reply" answers.
    """
    inbox = ctx.world.phone.state.inbox
    if sender:
        senders = {contact.name for contact in ctx.world.phone.find(sender)} or {Name(sender, sender)}
        inbox = tuple(message for message in inbox if message.sender in senders)
        if not inbox:
            return ok("messages-none-from", who=next(iter(senders)) if len(senders) == 1 else sender)
    chosen = tuple(message for message in inbox if not message.read)
    if not chosen and (sender or not unread_only):
        chosen = inbox[-1:] if sender else inbox[-READ_AT_ONCE:]
    if not chosen:
        return ok("messages-none-new")
    read, more = chosen[:READ_AT_ONCE], len(chosen) - READ_AT_ONCE
    ctx.world.phone.mark_read(read, cause=ctx.cause)
    spoken = " ".join(f"{one.sender.en}: {one.text}" for one in read)
    said = Name(spoken, "".join(f"{one.sender.zh}说：{one.text}" for one in read))
    if more > 0:
        return ok("messages-read-more", messages=said, count=len(read), more=more)
    return ok("messages-read", messages=said, count=len(read))


@tool(
    area="messages",
    risk="outbound",
    en=(
        "text my wife I'll be late",
        "send a message to Tom: on my way",
        "tell Lisa the meeting moved to four",
        "let mum know I'm nearly there",
    ),
    zh=("给老婆发消息说我晚点到", "告诉李明会议改到四点", "发短信给妈妈我快到了", "跟张伟说我堵车了"),
)
def send_message(ctx: ToolContext, *, to: PersonArg, text: TextArg) -> Outcome:
    """Send a text message to somebody."""
    problem = unclear(ctx, to, "to")
    if problem:
        return problem
    person = ctx.world.phone.find(to)[0]
    ctx.world.phone.send(person.name, text)
    return ok("messages-sent", to=person.name, text=text)


@tool(
    area="messages",
    risk="outbound",
    en=("reply I'll be there in ten minutes", "answer yes of course", "write back that I'm driving", "reply: ok"),
    zh=("回复她我十分钟到", "回他好的", "回消息说我在开车", "回复：没问题"),
)
def reply_message(ctx: ToolContext, *, text: TextArg) -> Outcome:
    """Reply to the last message read."""
    message = ctx.world.phone.to_answer
    if message is None:
        return refused("messages-nothing-to-answer")
    ctx.world.phone.send(message.sender, text)
    return ok("messages-replied", to=message.sender, text=text)


@tool(
    area="messages",
    risk="reversible",
    en=("read my emails", "any new mail?", "check my inbox", "what's in that email from Wei"),
    zh=("读一下我的邮件", "有新邮件吗", "查一下邮箱", "邮件里说了什么"),
)
def read_emails(ctx: ToolContext) -> Outcome:
    """Read new e-mails aloud."""
    new = tuple(email for email in ctx.world.phone.state.emails if not email.read)
    if not new:
        return ok("emails-none-new")
    ctx.world.phone.mark_emails_read(cause=ctx.cause)
    emails = Name(
        " ".join(f"{one.sender.en}, {one.subject.en}: {one.text.en}" for one in new),
        "".join(f"{one.sender.zh}，{one.subject.zh}：{one.text.zh}" for one in new),
    )
    return ok("emails-read", emails=emails, count=len(new))


@tool(
    area="messages",
    risk="outbound",
    en=("email Wei that the figures come tomorrow", "send an e-mail to Lisa saying yes", "write a mail to my boss"),
    zh=("给张伟发邮件说数据明天给", "发一封邮件给丽莎说可以", "给老板写封邮件"),
)
def send_email(ctx: ToolContext, *, to: PersonArg, text: TextArg) -> Outcome:
    """Send an e-mail to somebody."""
    problem = unclear(ctx, to, "to")
    if problem:
        return problem
    person = ctx.world.phone.find(to)[0]
    if not person.email:
        return refused("emails-no-address", to=person.name)
    ctx.world.phone.send_email(person, text)
    return ok("emails-sent", to=person.name, text=text)
