"""Settings of the tenant service, read once from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from services.common.config import Environment
from services.common.config import Settings as Common


@dataclass(frozen=True, slots=True)
class Settings:
    """`signing_key_file` holds Ed25519 private keys in PEM: the first signs tokens, all of them prove tokens."""

    common: Common
    signing_key_file: Path

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> Settings:
        """Raises ConfigurationError that names everything missing or wrong."""
        environment = Environment(variables)
        settings = cls(
            common=Common.read("tenant", environment),
            signing_key_file=environment.file("TENANT_SIGNING_KEY_FILE"),
        )
        environment.finish()
        return settings
