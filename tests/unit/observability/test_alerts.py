"""Alerts speak of metrics that the code really exports."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[3]
INSTRUMENT = re.compile(r'duration_histogram\(\s*"([a-z._]+)"', re.S)
METRIC = re.compile(r"\b[a-z_]+_seconds_(?:count|bucket|sum)\b")


def exported() -> set[str]:
    """Names as Prometheus sees them, of all instruments in the code."""
    names = set()
    for folder in ("services", "gateway"):
        for path in (ROOT / folder).rglob("*.py"):
            for name in INSTRUMENT.findall(path.read_text()):
                names |= {f"{name.replace('.', '_')}_seconds_{part}" for part in ("count", "bucket", "sum")}
    return names


def test_every_metric_of_an_alert_is_exported() -> None:
    rules = yaml.safe_load((ROOT / "observability" / "alerts.yaml").read_text())["groups"][0]["rules"]
    used = {metric for rule in rules for metric in METRIC.findall(rule["expr"])}
    assert len(used) >= 5
    assert used <= exported()


def test_every_alert_says_what_to_do_first() -> None:
    rules = yaml.safe_load((ROOT / "observability" / "alerts.yaml").read_text())["groups"][0]["rules"]
    for rule in rules:
        assert rule["labels"]["severity"] in ("page", "ticket"), rule["alert"]
        assert len(rule["annotations"]["runbook"]) > 20, rule["alert"]


def test_every_pipeline_of_the_collector_names_parts_that_exist() -> None:
    collector = yaml.safe_load((ROOT / "observability" / "collector.yaml").read_text())
    for pipeline in collector["service"]["pipelines"].values():
        for kind in ("receivers", "processors", "exporters"):
            assert set(pipeline[kind]) <= set(collector[kind])
