"""Audit figures on a terminal and as JSON: no share without its interval and the number behind it."""

from collections.abc import Iterator, Mapping

from core.audit_figures import SMALL_SAMPLE, AgencyAccuracy, AuditFigures, AuditReport, Proportion


def figure_lines(report: AuditReport) -> Iterator[str]:
    """The report for a person at a terminal."""
    reviewed = len(report.overall.items)
    yield f"{reviewed} of {report.in_stream} items reviewed; the stream takes {report.share:.1%} of all"
    if not reviewed:
        yield "nothing was measured; review items with `rasad audit list` and `rasad audit take`"
        return
    for version, items in report.made_by.items():
        yield f"  {items} read by {version}"
    yield from _scope("all agencies, all outlets", report.overall)
    yield from _calibration(report.overall)
    yield from _table("group", report.groups)
    yield from _table("outlet", report.outlets)
    yield f"[ ] 95 % interval (Wilson); few: fewer than {SMALL_SAMPLE}, to be read by its interval alone"


def report_as_json(report: AuditReport) -> Mapping[str, object]:
    """The report for a script."""
    return {
        "share": report.share,
        "in_stream": report.in_stream,
        "reviewed": len(report.overall.items),
        "made_by": report.made_by,
        "overall": _figures_json(report.overall),
        "groups": {name: _figures_json(figures) for name, figures in report.groups.items()},
        "outlets": {name: _figures_json(figures) for name, figures in report.outlets.items()},
    }


def _scope(name: str, figures: AuditFigures) -> Iterator[str]:
    yield f"{name}: {len(figures.items)} item(s)"
    for word, accuracy in (("counted", figures.counted), ("linked", figures.linked)):
        yield f"  {word:8} precision {_text(accuracy.precision)}"
        yield f"  {word:8} recall    {_text(accuracy.recall)}; F1 {_number(accuracy.f1)}"
    yield f"  topic              {_text(figures.topic)}"
    yield f"  service reflection {_text(figures.service)}; macro-F1 {_number(figures.service_macro_f1)}"


def _table(word: str, parts: Mapping[str, AuditFigures]) -> Iterator[str]:
    """Counted agencies only; the JSON form has everything."""
    for name, figures in parts.items():
        precision, recall = _text(figures.counted.precision), _text(figures.counted.recall)
        yield f"{word} {name}: {len(figures.items)} item(s)"
        yield f"  counted: precision {precision}; recall {recall}"


def _calibration(figures: AuditFigures) -> Iterator[str]:
    calibration = figures.calibration
    yield f"  calibration error  {_number(calibration.error)} over {calibration.claims} claims"
    for one in calibration.bins:
        yield (
            f"    confidence {one.low:.1f}–{one.high:.1f}, mean {one.mean_confidence:.2f}: "
            f"right {_text(one.right)}"
        )


def _text(one: Proportion) -> str:
    if one.share is None:
        return "not measured (0 of 0)"
    few = ", few" if one.is_small else ""
    return f"{one.share:.1%} [{one.low:.1%}–{one.high:.1%}] ({one.hits} of {one.of}{few})"


def _number(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.3f}"


def _figures_json(figures: AuditFigures) -> Mapping[str, object]:
    return {
        "items": figures.items,
        "linked": _accuracy_json(figures.linked),
        "counted": _accuracy_json(figures.counted),
        "topic": _proportion_json(figures.topic),
        "service": {**_proportion_json(figures.service), "macro_f1": figures.service_macro_f1},
        "calibration": {
            "claims": figures.calibration.claims,
            "expected_calibration_error": figures.calibration.error,
            "bins": [
                {
                    "low": one.low,
                    "high": one.high,
                    "mean_confidence": one.mean_confidence,
                    "right": _proportion_json(one.right),
                }
                for one in figures.calibration.bins
            ],
        },
    }


def _accuracy_json(accuracy: AgencyAccuracy) -> Mapping[str, object]:
    return {
        "precision": _proportion_json(accuracy.precision),
        "recall": _proportion_json(accuracy.recall),
        "f1": accuracy.f1,
    }


def _proportion_json(one: Proportion) -> Mapping[str, object]:
    return {
        "share": one.share,
        "hits": one.hits,
        "n": one.of,
        "interval95": [one.low, one.high],
        "few": one.is_small,
    }
