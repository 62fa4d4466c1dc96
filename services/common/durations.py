"""Histograms of how long things take, with buckets from milliseconds to a minute."""

from __future__ import annotations

from opentelemetry import metrics

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0, 30.0, 60.0)
"""Upper bounds of the buckets; OpenTelemetry's own are meant for milliseconds."""


def duration_histogram(name: str, description: str) -> metrics.Histogram:
    """A histogram in seconds; Prometheus shows it as `<name with underscores>_seconds`."""
    return metrics.get_meter("contapics").create_histogram(
        name, "s", description, explicit_bucket_boundaries_advisory=SECONDS
    )
