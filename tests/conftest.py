"""What every test gets: one profile of hypothesis, and a gRPC that lets processes be started beside it."""

from __future__ import annotations

import os

from hypothesis import settings

# Before anything imports grpc: its fork handlers start threads in a child that is only about to become a server,
# and under load the child then hangs before it has become one.
os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "0"

# The machine may be busy: what a property needs is examples, not a speed.
settings.register_profile("contapics", deadline=None, max_examples=60)
# A run that decides whether a change lands tries the same examples each time; those at the desk look for new ones.
settings.register_profile("ci", settings.get_profile("contapics"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "contapics")
