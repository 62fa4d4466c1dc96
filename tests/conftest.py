"""What every test gets: one profile of hypothesis."""

from __future__ import annotations

from hypothesis import settings

# The machine may be busy: what a property needs is examples, not a speed.
settings.register_profile("contapics", deadline=None, max_examples=60)
settings.load_profile("contapics")
