"""A first scenario to fill in. Owns its text, which shows every part of the form once."""

import re
from pathlib import Path

from car_assistant.errors import ConfigError
from car_assistant.scenario.loader import SUFFIX

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)+")

_TEXT = """\
# yaml-language-server: $schema={up}scenario.schema.json
scenario: {name}            # equals the path
why: say in one sentence what this protects
tags: [{area}]
world:
  # base: parked_morning          # a file in _worlds/, whose settings come first
  now: "2026-03-04T18:30:00+08:00"
  # weather: {{sky: rain}}
  set:                            # signals before the first step; 'car-assistant signals' lists them
    Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature: 22
timeline:
  - id: warmer
    say: Set the temperature to 24 degrees
    variants: [把温度调到24度]       # each is its own test with the same expected end
    # seat: passenger             # who speaks
    # fault: {{tool: set_temperature, nth: 1, raise: timeout}}
    expect:
      calls: [{{tool: set_temperature, args: {{celsius: 24}}}}]
      # never: [set_fan]
      reply: {{mentions: ["24"], lang: same}}
      # within: {{first_action: 2500ms, turn: 6s}}
  # - at: 30s                     # or  after: {{step: warmer, event: said, delay: 400ms}}
  #   signal: {{Vehicle.Speed: 62}} # or  tap: {{PATH: value}} / message: {{from: Anna, text: hi}} / wait: 5s
final:
  state: {{Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature: 24}}   # or {{approx: 24, tol: 0.5}}, {{lte: 24}}, ...
  others: unchanged
# budget: {{tool_rounds: 2, model_tokens: 2000}}
# trials: {{runs: 5, require: 5}}
"""


def new(name: str, root: Path) -> Path:
    """Write a commented scenario ``area/name`` under ``root`` and return its path. Raises ``ConfigError``."""
    if not _NAME.fullmatch(name):
        raise ConfigError(f"'{name}' cannot be a scenario's name; write area/name with small letters, digits, - and _")
    path = root / f"{name}{SUFFIX}"
    if path.exists():
        raise ConfigError(f"{path} exists already; choose another name")
    path.parent.mkdir(parents=True, exist_ok=True)
    text = _TEXT.format(name=name, area=name.partition("/")[0].replace("-", "_"), up="../" * name.count("/"))
    path.write_text(text, encoding="utf-8")
    return path
