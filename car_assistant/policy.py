"""Asks the rules of a pack about a call and sums up their verdicts. Holds no rule itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from car_assistant.toolkit import Call, PolicySpec, ToolContext, Verdict


@dataclass(frozen=True, kw_only=True)
class Named:
    """A verdict and the rule that gave it."""

    rule: str
    verdict: Verdict


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What all rules together say of one call. A denial beats a question, a question beats the rest."""

    denied: Named | None = None
    question: Named | None = None
    before: tuple[Named, ...] = ()
    after: tuple[Named, ...] = ()
    notes: tuple[Named, ...] = field(default=())


def judge(rules: Sequence[PolicySpec], ctx: ToolContext, call: Call) -> Ruling:
    """Ask every rule for ``call.tool``, in the order of the pack."""
    given = [Named(rule=rule.name, verdict=rule.function(ctx, call)) for rule in rules if call.tool in rule.tools]

    def of(*kinds: str) -> tuple[Named, ...]:
        return tuple(named for named in given if named.verdict.kind in kinds)

    return Ruling(
        denied=next(iter(of("deny")), None),
        question=next(iter(of("confirm")), None),
        before=of("first"),
        after=of("then"),
        notes=of("note"),
    )
