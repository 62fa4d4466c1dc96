"""Settings of the ledger, read once from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.common.config import Environment
from services.common.config import Settings as Common


@dataclass(frozen=True, slots=True)
class Settings:
    """`blob_url` names the storage that exports are written to."""

    common: Common
    blob_url: str

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> Settings:
        """Raises ConfigurationError that names everything missing or wrong."""
        environment = Environment(variables)
        settings = cls(common=Common.read("ledger", environment), blob_url=environment.text("BLOB_URL"))
        environment.finish()
        return settings
