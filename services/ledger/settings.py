"""Settings of the ledger, read once from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from services.common.config import Environment
from services.common.config import Settings as Common
from services.ledger.sinks.hosts import Hosts
from services.ledger.sinks.roa.settings import PORT as ROA_PORT


@dataclass(frozen=True, slots=True)
class Settings:
    """`blob_url` names the storage that documents are in and exports are written to, `secrets_key` seals what offices
    confide to us.

    `export_folder` is where offices may have files put that they fetch by themselves; `s3_endpoints` are the servers
    beside Amazon's that their buckets may be on, `roa_hosts` those that their ROA may be on.

    `anaf_url` and `bnr_url` are the public services that are asked; without an address nobody is.
    Every `upkeep_seconds` what nothing needs is cleared away.
    """

    common: Common
    blob_url: str
    secrets_key: str = field(repr=False)
    export_folder: Path | None
    s3_endpoints: frozenset[str]
    roa_hosts: Hosts
    anaf_url: str | None
    bnr_url: str | None
    upkeep_seconds: int

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> Settings:
        """Raises ConfigurationError that names everything missing or wrong."""
        environment = Environment(variables)
        folder = environment.optional("LEDGER_EXPORT_FOLDER")
        settings = cls(
            common=Common.read("ledger", environment),
            blob_url=environment.text("BLOB_URL"),
            secrets_key=environment.text("LEDGER_SECRETS_KEY"),
            export_folder=Path(folder) if folder else None,
            s3_endpoints=frozenset((environment.optional("LEDGER_S3_ENDPOINTS") or "").replace(",", " ").split()),
            roa_hosts=Hosts.read(environment.optional("LEDGER_ROA_HOSTS") or "", "LEDGER_ROA_HOSTS", ROA_PORT),
            anaf_url=environment.optional("LEDGER_ANAF_URL"),
            bnr_url=environment.optional("LEDGER_BNR_URL"),
            upkeep_seconds=environment.number("UPKEEP_SECONDS", 6 * 3600, at_least=1),
        )
        environment.finish()
        return settings
