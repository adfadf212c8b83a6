"""The pages of Data Docs: what each shows, as plain data, and the view that turns it into HTML.

Here: renderers and the view, which Great Expectations' site builder finds by name and calls. Its own pages load styles
and scripts from content delivery networks and stay bare without them; these have their style inside and no scripts.
Not here: building the site (``site``), and the HTML (``templates/``).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from expectations.suites.rule import Severity, SuiteGroup

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_AMOUNT = re.compile(r"-?[\d,]+(?:\.\d+)?|—")
_HOLDS, _REPORTED, _FAILS, _UNTRIED = "holds", "reported", "fails", "untried"
_STATES = (_HOLDS, _REPORTED, _FAILS, _UNTRIED)
_VERDICTS = {
    "exact": "相符 exact",
    "rounding": "尾差 rounding",
    "suspicious": "可疑 suspicious",
    "break": "不符 break",
    "not_applicable": "不适用 not applicable",
    "not_evaluable": "未能核对 not evaluable",
}


def _worst(states: Iterable[str]) -> str:
    """The worst of several; nothing holds that was never tried."""
    found = set(states)
    return next(state for state in (_FAILS, _REPORTED, _HOLDS, _UNTRIED) if state in found)


def _state(*, is_met: bool, severity: str, looked_at: int) -> str:
    if not is_met:
        return _FAILS if severity == Severity.CRITICAL else _REPORTED
    return _HOLDS if looked_at else _UNTRIED


def _expectation(kwargs: dict[str, Any], description: str, severity: str) -> dict[str, Any]:
    chinese, _, english = description.partition("\n")
    return {
        "rule": kwargs["rule"],
        "subject": kwargs["subject"],
        "chinese": chinese,
        "english": english,
        "severity": severity,
    }


def _came_out(result: Any) -> dict[str, Any]:
    configuration = result.expectation_config
    severity = str(getattr(configuration.severity, "value", configuration.severity))
    found = result.result
    rows = found["details"]["unexpected_rows"]
    columns = zip(*rows, strict=True)
    return {
        **_expectation(configuration.kwargs, configuration.description, severity),
        "state": _state(is_met=result.success, severity=severity, looked_at=found["element_count"]),
        "looked_at": found["element_count"],
        "contradicting": found["unexpected_count"],
        "headings": found["details"]["headings"],
        "are_amounts": [all(_AMOUNT.fullmatch(text) for text in column) for column in columns],
        "rows": rows,
        "tally": found["details"]["tally"],
    }


def _summed(tallies: Iterable[dict[str, int]]) -> dict[str, int]:
    summed = dict.fromkeys(_VERDICTS, 0)
    for tally in tallies:
        for verdict, count in tally.items():
            summed[verdict] += count
    return summed


class _Page:
    """A renderer; the site builder hands it the context, which knows the suites."""

    def __init__(self, data_context: Any = None) -> None:
        self._context = data_context

    def _suite(self, name: str) -> dict[str, Any]:
        """Name, group, place and wording of a suite."""
        return {"name": name, **self._context.suites.get(name).meta}


class ValidationPage(_Page):
    """How the expectations of a suite came out, what contradicts them first."""

    def render(self, validation_results: Any) -> dict[str, Any]:
        """The page of one validation."""
        rules = [_came_out(result) for result in validation_results.results]
        return {
            "suite": self._suite(validation_results.suite_name),
            "state": _worst(rule["state"] for rule in rules),
            "validated_at": datetime.fromisoformat(validation_results.meta["run_id"]["run_time"]).astimezone(UTC),
            "rules": rules,
            "tally": _summed(rule["tally"] for rule in rules),
        }


class SuitePage(_Page):
    """The expectations of a suite."""

    def render(self, expectations: Any) -> dict[str, Any]:
        """The page of one suite."""
        return {
            "suite": self._suite(expectations.name),
            "rules": [
                _expectation(
                    {"rule": expectation.rule, "subject": expectation.subject},
                    expectation.description,
                    str(getattr(expectation.severity, "value", expectation.severity)),
                )
                for expectation in expectations.expectations
            ],
        }


class IndexPage(_Page):
    """All suites and how they came out."""

    def render(self, index_links: dict[str, Any]) -> dict[str, Any]:
        """The first page."""
        suites = [self._line(link) for link in index_links["validations_links"]]
        suites.sort(key=lambda suite: suite["place"])
        return {
            "groups": {group.value: [suite for suite in suites if suite["group"] == group] for group in SuiteGroup},
            "expectations": sum(suite["expectations"] for suite in suites),
            "states": {state: sum(suite["state"] == state for suite in suites) for state in _STATES},
            "validated_at": index_links["validations_links"][0]["run_time"],
        }

    def _line(self, link: dict[str, Any]) -> dict[str, Any]:
        name = link["expectation_suite_name"]
        results = self._context.get_validation_result(
            expectation_suite_name=name, run_id=link["run_id"], batch_identifier=link["batch_identifier"]
        )
        rules = [_came_out(result) for result in results.results]
        return {
            **self._suite(name),
            "validation": link["filepath"],
            "page": link["expectation_suite_filepath"],
            "state": _worst(rule["state"] for rule in rules),
            "expectations": len(rules),
            "contradicting": sum(rule["contradicting"] for rule in rules),
            "looked_at": max(rule["looked_at"] for rule in rules),
            "tally": _summed(rule["tally"] for rule in rules),
        }


class PlainView:
    """Turns a page into HTML that needs nothing beside itself: style inside, no scripts, no pictures.

    Args:
        template: file name in ``templates/``.
        refused: what the audit found in a candidate that is not published; nothing of the published warehouse.
    """

    def __init__(self, template: str, refused: Sequence[str] | None = None) -> None:
        environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
        environment.filters["thousands"] = "{:,}".format
        environment.globals["verdicts"] = _VERDICTS
        environment.globals["refused"] = refused
        self._template = environment.get_template(template)

    def render(self, document: dict[str, Any], **_: Any) -> str:
        """The page as HTML."""
        return self._template.render(document)
