"""People as drivers name them. Owns the answer to "who is meant"; the phone book itself is in the world."""

from car_assistant.toolkit import Annotated, Field, Outcome, ToolContext, pending, refused

PersonArg = Annotated[str, Field(description="a name or relation, as said")]
"""Somebody in the phone book."""


def unclear(ctx: ToolContext, who: str, argument: str) -> Outcome | None:
    """Why ``who`` is not exactly one person in the phone book; ``None`` when it is.

    ``argument`` is what the driver's choice between namesakes fills.
    """
    found = ctx.world.phone.find(who)
    if len(found) == 1:
        return None
    if found:
        choices = tuple(contact.name for contact in found)
        return pending("people-which", who=who, choices=choices, argument=argument)
    near = ctx.world.phone.near(who)
    return refused("people-unknown-near", who=who, near=near) if near else refused("people-unknown", who=who)
