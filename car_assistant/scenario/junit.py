"""Results as a JUnit file, for CI systems. Writes XML and nothing else; verdicts and texts come from others."""

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from car_assistant.scenario.results import CaseResult
from car_assistant.scenario.timeline import explain

_KIND = {"failed": "failure", "stale": "failure", "error": "error", "not_run": "error", "known_failing": "skipped"}
"""Element that a status becomes; ``passed`` has none."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, however it is escaped."""


def junit(results: Sequence[CaseResult]) -> bytes:
    """One suite an area, one test a case."""
    root = Element("testsuites", name="car-assistant")
    ordered = sorted(results, key=lambda result: result.area)
    for area, group in groupby(ordered, key=lambda result: result.area):
        cases = list(group)
        suite = SubElement(root, "testsuite", name=_clean(area), tests=str(len(cases)))
        for name, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            suite.set(name, str(sum(_KIND.get(case.status) == kind for case in cases)))
        suite.set("time", f"{sum(map(_wall_s, cases)):.3f}")
        for case in cases:
            _add(suite, case)
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _add(suite: Element, case: CaseResult) -> None:
    name = f"{case.scenario}[v{case.variant}-{case.model}]"
    test = SubElement(suite, "testcase", classname=_clean(case.area), name=_clean(name), file=_clean(case.path))
    test.set("time", f"{_wall_s(case):.3f}")
    properties = SubElement(test, "properties")
    for key, value in case.properties():
        SubElement(properties, "property", name=key, value=_clean(value))
    kind = _KIND.get(case.status)
    if kind:
        reason = case.message or (case.bad.reason if case.bad else "")
        SubElement(test, kind, message=_clean(reason), type=case.status).text = _clean(explain(case))


def _wall_s(case: CaseResult) -> float:
    return sum(trial.wall_s for trial in case.trials)


def _clean(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
