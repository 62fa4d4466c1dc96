"""Settings, read once from the environment. No secret has a default, and all that is wrong is told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


class ConfigurationError(Exception):
    """The environment lacks a variable or holds one that can't be used; the text names each of them."""


class Environment:
    """A mapping of variables that remembers what was missing or wrong until `finish` raises it.

    A getter that finds something wrong returns an empty value of its type, so that reading goes on and one error
    names everything.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._faults: list[str] = []

    def text(self, name: str, default: str | None = None) -> str:
        value = self._variables.get(name, "").strip() or default
        if value is None:
            self._faults.append(f"{name} is not set")
            return ""
        return value

    def optional(self, name: str) -> str | None:
        return self._variables.get(name, "").strip() or None

    def number(self, name: str, default: int, at_least: int = 0) -> int:
        raw = self.text(name, str(default))
        if not raw.isdecimal() or int(raw) < at_least:
            self._faults.append(f"{name} must be a whole number of at least {at_least}, not {raw!r}")
            return default
        return int(raw)

    def text_read_by(self, read: Callable[[str], object], name: str, default: str, expected: str) -> str:
        """A text that `read` takes: one that it raises ValueError for is wrong. None at all is fine."""
        value = self.text(name, default)
        try:
            value and read(value)
        except ValueError:
            self._faults.append(f"{name} must be {expected}, not {value!r}")
        return value

    def file(self, name: str) -> Path:
        path = Path(self.text(name))
        if str(path) != "." and not path.is_file():
            self._faults.append(f"{name} names no file: {path}")
        return path

    def finish(self) -> None:
        """Raise ConfigurationError if anything was missing or wrong."""
        if self._faults:
            raise ConfigurationError("; ".join(self._faults))


@dataclass(frozen=True, slots=True)
class Tls:
    """PEM files for mutual TLS between the services: own certificate, its key, and the authority that both trust."""

    certificate: Path
    key: Path
    authority: Path

    @classmethod
    def read(cls, environment: Environment) -> Tls | None:
        """None where no certificate is configured, as in a mesh that encrypts by itself."""
        if environment.optional("TLS_CERTIFICATE_FILE") is None:
            return None
        return cls(
            certificate=environment.file("TLS_CERTIFICATE_FILE"),
            key=environment.file("TLS_KEY_FILE"),
            authority=environment.file("TLS_AUTHORITY_FILE"),
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """What every service needs: where it listens, its database, the bus, its certificates and the tenant service."""

    name: str
    database_url: str
    nats_url: str
    grpc_listen: str
    ops_listen: str
    tenant_address: str
    tls: Tls | None
    log_level: str
    otlp_endpoint: str | None

    @classmethod
    def read(cls, name: str, environment: Environment) -> Settings:
        return cls(
            name=name,
            database_url=environment.text("DATABASE_URL"),
            nats_url=environment.text("NATS_URL"),
            grpc_listen=environment.text("GRPC_LISTEN"),
            ops_listen=environment.text("OPS_LISTEN"),
            tenant_address=environment.text("TENANT_ADDRESS"),
            tls=Tls.read(environment),
            log_level=environment.text("LOG_LEVEL", "INFO"),
            otlp_endpoint=environment.optional("OTEL_EXPORTER_OTLP_ENDPOINT"),
        )
