"""``car-assistant tools`` and ``signals``: what the car can do and what it measures, as tables or JSON."""

import json
from collections.abc import Iterable, Sequence

from car_assistant.session import Session
from car_assistant.vehicle.catalogue import CATALOGUE


def tools_as_objects(session: Session) -> list[dict[str, object]]:
    """Every tool with its area, risk, description, arguments and example sentences."""
    return [
        {
            "name": name,
            "area": tool.spec.area,
            "risk": tool.spec.risk,
            "description": tool.summary,
            "parameters": tool.schema.parameters,
            "examples": {lang: list(lines) for lang, lines in tool.spec.examples.items()},
        }
        for name, tool in session.registry.tools.items()
    ]


def signals_as_objects(session: Session) -> list[dict[str, object]]:
    """Every signal with its kind, type, unit, bounds and present value."""
    return [
        {
            "path": signal.path,
            "kind": signal.kind,
            "datatype": signal.datatype,
            "unit": signal.unit,
            "min": signal.minimum,
            "max": signal.maximum,
            "allowed": list(signal.allowed) or None,
            "extension": signal.extension,
            "value": session.car.read(signal.path),
        }
        for signal in CATALOGUE.values()
    ]


def print_json(rows: Sequence[object]) -> None:
    """One JSON array on standard output."""
    print(json.dumps(rows, ensure_ascii=False, indent=1))  # noqa: T201


def print_tools(session: Session) -> None:
    """A table of tools by area."""
    rows = [
        (row["area"], row["name"], row["risk"], row["description"])
        for row in sorted(tools_as_objects(session), key=lambda row: str(row["area"]))
    ]
    print_table(("area", "tool", "risk", "what it does"), rows)


def print_signals(session: Session) -> None:
    """A table of signals."""
    rows = []
    for row, signal in zip(signals_as_objects(session), CATALOGUE.values(), strict=True):
        rows.append((str(row["path"]).removeprefix("Vehicle."), row["kind"], signal.expected(), row["value"]))
    print_table(("signal (under Vehicle.)", "kind", "values", "now"), rows)


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table for people; plain tab-separated lines when the output is piped."""
    import sys

    if not sys.stdout.isatty():
        for row in rows:
            print("\t".join(str(cell) for cell in row))  # noqa: T201
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*head, box=None, header_style="bold")
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    Console().print(table)
