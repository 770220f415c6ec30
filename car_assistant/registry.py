"""Runs tool calls. Owns the order: validate, policies, confirmation, faults, the function, its outcome in words.

Knows nothing of models or of conversations; a caller hands in a ``ToolContext`` and gets back what was done.
"""

import asyncio
import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from car_assistant.arguments import OutOfRange, Param, params_of
from car_assistant.discovery import Pack
from car_assistant.errors import Interlock, SignalError, ToolError
from car_assistant.faults import FaultPlan
from car_assistant.policy import Named, judge
from car_assistant.schemas import ToolSchema
from car_assistant.text import Replies
from car_assistant.toolkit import Call, Outcome, PolicySpec, Status, ToolContext, ToolSpec, failed, refused

CONFIRMED_RISKS = ("careful", "outbound")
"""Risk tiers whose calls wait for a yes."""


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A tool with its arguments taken apart."""

    spec: ToolSpec
    params: Mapping[str, Param]
    summary: str
    """The first line of the docstring."""

    @property
    def schema(self) -> ToolSchema:
        return ToolSchema(
            name=self.spec.name,
            description=self.summary,
            area=self.spec.area,
            parameters={
                "type": "object",
                "properties": {name: param.schema() for name, param in self.params.items()},
                "required": [name for name, param in self.params.items() if param.required],
            },
        )


@dataclass(frozen=True, kw_only=True)
class Done:
    """A call that ran, or was stopped before it ran, and what it has to say."""

    call: Call
    outcome: Outcome
    sentence: str
    notes: tuple[str, ...] = field(default=())
    """What policies add."""
    added: bool = False
    """True for a call that a policy made, not the driver."""

    @property
    def policy(self) -> str | None:
        return self.outcome.policy


class Registry:
    """The tools and policies of one or more packs."""

    def __init__(self, packs: Iterable[Pack], *, replies: Replies, faults: FaultPlan | None = None) -> None:
        self.replies = replies
        self.faults = faults or FaultPlan()
        self._tools: dict[str, Tool] = {}
        self._known: dict[str, Tool] = {}
        self._rules: list[PolicySpec] = []
        for pack in packs:
            if pack.replies.is_dir():
                replies.add_folder(pack.replies)
            self._rules.extend(pack.policies)
            for spec in pack.tools:
                params = {param.name: param for param in params_of(spec.function)}
                summary = (inspect.getdoc(spec.function) or spec.name).splitlines()[0]
                self._known[spec.name] = Tool(spec=spec, params=params, summary=summary)
        self._tools.update(self._known)

    @property
    def tools(self) -> Mapping[str, Tool]:
        return self._tools

    @property
    def known(self) -> Mapping[str, Tool]:
        """Every tool of the packs, those that this car does not have as well."""
        return self._known

    @property
    def rules(self) -> tuple[PolicySpec, ...]:
        return tuple(self._rules)

    def remove(self, *names: str) -> None:
        """Take tools away, as if the car did not have them. Raises ``ToolError`` for an unknown one."""
        for name in names:
            self._find(name)
            del self._tools[name]

    def schemas(self) -> tuple[ToolSchema, ...]:
        """Every tool as a model sees it, in the order of the packs."""
        return tuple(tool.schema for tool in self._tools.values())

    def check(self, call: Call) -> Call:
        """``call`` with repaired arguments, only those given. Raises ``ToolError`` or ``OutOfRange``."""
        tool = self._find(call.tool)
        args: dict[str, object] = {}
        for name, value in call.args.items():
            if name not in tool.params:
                if value in (None, ""):
                    continue
                known = ", ".join(tool.params) or "none"
                raise ToolError(f"{call.tool} has no argument '{name}'; it takes: {known}")
            args[name] = tool.params[name].coerce(value)
        missing = [name for name, param in tool.params.items() if param.required and name not in args]
        if missing:
            raise ToolError(f"{call.tool} needs {', '.join(missing)}")
        return Call(tool=call.tool, args=args)

    async def run(self, call: Call, ctx: ToolContext, *, confirmed: bool = False) -> list[Done]:
        """Make one call; returns what was done, in order: calls that policies put first, itself, calls put after.

        Raises ``ToolError`` only for a call whose tool or arguments cannot be understood; everything else, a
        number out of range among it, is an ``Outcome``.
        """
        try:
            call = self.check(call)
        except OutOfRange as error:
            return [self._done(call, self._out_of_range(error), ctx)]
        ruling = judge(self._rules, ctx, call)
        if ruling.denied:
            return [self._done(call, self._ruled("refused", ruling.denied), ctx)]
        if not confirmed:
            if ruling.question:
                return [self._done(call, self._ruled("needs_confirmation", ruling.question), ctx)]
            if self._tools[call.tool].spec.risk in CONFIRMED_RISKS:
                return [self._done(call, self._question(call, ctx), ctx)]
        done = []
        for named in ruling.before:
            done += await self._run_for(named, ctx)
        if any(step.outcome.status != "ok" for step in done):
            return done
        outcome = await self._execute(call, ctx)
        good = outcome.status == "ok"
        notes = [self._words(named, ctx) for named in ruling.notes] if good else []
        done.append(self._done(call, outcome, ctx, notes=tuple(note for note in notes if note)))
        for named in ruling.after if good else ():
            done += await self._run_for(named, ctx)
        return done

    async def _run_for(self, named: Named, ctx: ToolContext) -> list[Done]:
        """The calls that a policy wants made, spoken with the policy's own sentence where it has one."""
        done: list[Done] = []
        for call in named.verdict.calls:
            if call.tool not in self._tools:  # taken away: the car cannot do what the rule wants
                missing = replace(refused("core-not-possible"), policy=named.rule)
                return [*done, replace(self._done(call, missing, ctx), added=True)]
            outcome = replace(await self._execute(self.check(call), ctx), policy=named.rule)
            if outcome.status == "failed":
                outcome = replace(outcome, reply="core-step-failed")
            done.append(replace(self._done(call, outcome, ctx), added=True))
        words = self._words(named, ctx)
        if words and done and all(step.outcome.status == "ok" for step in done):
            done = [replace(step, sentence="") for step in done]
            done[-1] = replace(done[-1], sentence=words)
        return done

    async def _execute(self, call: Call, ctx: ToolContext) -> Outcome:
        """Call the function. Whatever it raises becomes an outcome, and what it had changed is put back."""
        tool = self._tools[call.tool].spec
        mark = ctx.car.checkpoint(ctx.cause)
        world = ctx.world.snapshot()
        try:
            self._planned_fault(call.tool)
            async with asyncio.timeout(tool.timeout_s):
                outcome = tool.function(ctx, **call.args)
                return await outcome if inspect.isawaitable(outcome) else outcome
        except Interlock as stop:
            outcome = replace(refused(f"interlock-{stop.rule}", **stop.data), policy=stop.rule)
        except SignalError:
            outcome = refused("core-not-possible")
        except TimeoutError:
            outcome = failed("core-timeout")
        except Exception:  # noqa: BLE001 - a pack is other people's code: nothing it raises may end the conversation
            outcome = failed("core-failed")
        ctx.car.roll_back(mark)
        ctx.world.restore(world)
        return outcome

    def _planned_fault(self, tool: str) -> None:
        """Raise what a planned failure of ``tool`` would raise."""
        fault = self.faults.hit("tool", tool)
        if fault:
            raise TimeoutError if fault.kind == "timeout" else RuntimeError("fault on purpose")

    def _question(self, call: Call, ctx: ToolContext) -> Outcome:
        """The pack's own question for a risky call, or a plain one where the pack has none."""
        key = f"confirm-{call.tool}"
        if key in self.replies.keys(ctx.lang):
            return Outcome(status="needs_confirmation", reply=key, data=self._full(call))
        what = self._tools[call.tool].summary.rstrip(".")
        return Outcome(status="needs_confirmation", reply="core-confirm", data={"what": what})

    def _find(self, name: str) -> Tool:
        if name in self._tools:
            return self._tools[name]
        near = get_close_matches(name, self._tools, n=3)
        hint = f"did you mean {', '.join(near)}?" if near else "see 'car-assistant tools'"
        raise ToolError(f"there is no tool '{name}'; {hint}")

    def _full(self, call: Call) -> dict[str, object]:
        """The call's arguments with defaults filled in, for templates."""
        params = self._tools[call.tool].params.values()
        values = {param.name: call.args.get(param.name, param.default) for param in params}
        return {name: value for name, value in values.items() if value is not None}

    def _out_of_range(self, error: OutOfRange) -> Outcome:
        return refused("core-out-of-range", value=error.value, minimum=error.param.minimum, maximum=error.param.maximum)

    def _ruled(self, status: Status, named: Named) -> Outcome:
        verdict = named.verdict
        if "choices" in verdict.data:  # a rule that leaves the driver a choice asks, it does not forbid
            status = "pending"
        return Outcome(status=status, reply=verdict.reply, data=verdict.data, policy=named.rule)

    def _words(self, named: Named, ctx: ToolContext) -> str:
        verdict = named.verdict
        return self.replies.render(verdict.reply, ctx.lang, verdict.data) if verdict.reply else ""

    def _done(self, call: Call, outcome: Outcome, ctx: ToolContext, *, notes: tuple[str, ...] = ()) -> Done:
        sentence = self.replies.render(outcome.reply, ctx.lang, outcome.data) if outcome.reply else ""
        return Done(call=call, outcome=outcome, sentence=sentence, notes=notes)
