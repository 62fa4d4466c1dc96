"""The services and the gateway as programs: where each listens and what it is told by its environment."""

from __future__ import annotations

import http.client
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from deploy.local.certificates import Certificates
from deploy.local.data_directory import DataDirectory
from deploy.local.ports import LOOPBACK, free_port
from deploy.local.program import Program
from deploy.local.secrets import Secrets

SERVICES = ("tenant", "document", "ocr", "ledger")
GATEWAY = "gateway"
PARTS = (*SERVICES, GATEWAY)

PWA_FOLDER = Path(__file__).resolve().parents[2] / "pwa" / "dist"

# The launcher's environment may hold anything (tokens of a shell, say); the parts get what they have a use for.
_INHERITED = {
    "PATH",
    "HOME",
    "USER",
    "LANG",
    "TZ",
    "TMPDIR",
    "LOG_LEVEL",
    "PYTHONPATH",
    "LD_LIBRARY_PATH",
    "SSL_CERT_FILE",
}
_INHERITED_PREFIXES = ("LC_", "OTEL_", "CONTAPICS_", "NVIDIA_", "CUDA_", "OMP_")
_STORAGE_PREFIXES = ("AWS_", "AZURE_", "GOOGLE_")
_STORAGE_USERS = {"document", "ocr", "ledger"}
_INHERITED_BY = {
    GATEWAY: {"MAX_UPLOAD_BYTES", "PUBLIC_URL", "FORWARDED_ALLOW_IPS"},
    "document": {"MAX_UPLOAD_BYTES", "READING_PATIENCE_SECONDS"},
    "ocr": {"MAX_UPLOAD_BYTES", "XDG_CACHE_HOME", "HTTPS_PROXY", "NO_PROXY"},  # on its way to published weights
    "ledger": {"HTTPS_PROXY", "NO_PROXY"},  # on its way to ANAF and BNR
}
_FETCHING_SECONDS = 1260.0  # two files of published weights, each of which may take ten minutes, then the usual one
_NEVER_INHERITED = {"CONTAPICS_ADMIN_PASSWORD"}


def role(service: str) -> str:
    """The PostgreSQL role of a service."""
    return f"contapics_{service}"


def role_url(admin_url: str, service: str, password: str) -> str:
    """The administrator's URL with the service's own role and password in place of the administrator's."""
    address = urlsplit(admin_url)
    place = address.netloc.rpartition("@")[2]
    netloc = f"{role(service)}:{quote(password, safe='')}@{place}"
    return urlunsplit(address._replace(netloc=netloc))


@dataclass(frozen=True, slots=True)
class Wiring:
    """What ties the parts of one running installation together."""

    directory: DataDirectory
    secrets: Secrets
    certificates: Certificates
    database_admin_url: str
    nats_url: str
    http_host: str
    http_port: int
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    grpc_ports: Mapping[str, int] = field(default_factory=lambda: {service: free_port() for service in SERVICES})
    ops_ports: Mapping[str, int] = field(default_factory=lambda: {part: free_port() for part in PARTS})

    def program(self, part: str) -> Program:
        """How the supervisor runs a service or the gateway."""
        module = "gateway.main" if part == GATEWAY else f"services.{part}.main"
        return Program(
            name=part,
            command=(sys.executable, "-m", module),
            environment=self.environment_of(part),
            is_ready=lambda: _answers_ready(self.ops_ports[part]),
            folder=self.directory.run,
            stage=2 if part == GATEWAY else 1,
            # Reading takes all the processor it gets; uploads must stay quick beside it.
            nice=5 if part == "ocr" else 0,
            ready_within=_FETCHING_SECONDS if part == "ocr" and "OCR_DOCTR_DETECTOR" in self.environment else 60.0,
        )

    def environment_of(self, part: str) -> dict[str, str]:
        """The whole environment of a part, secrets of its own included."""
        identity = self.certificates.identity(part)
        environment = self._inherited(part) | {
            "PYTHONUNBUFFERED": "1",
            # No part forks without an exec; gRPC's handlers for it can hang a child that is being started.
            "GRPC_ENABLE_FORK_SUPPORT": "0",
            "PYTHONSAFEPATH": "1",
            "CONTAPICS_ENVIRONMENT": "local",
            "NATS_URL": self.nats_url,
            "OPS_LISTEN": f"{LOOPBACK}:{self.ops_ports[part]}",
            "TLS_CERTIFICATE_FILE": str(identity.certificate),
            "TLS_KEY_FILE": str(identity.key),
            "TLS_AUTHORITY_FILE": str(identity.authority),
        }
        environment |= {f"{name.upper()}_ADDRESS": f"{LOOPBACK}:{port}" for name, port in self.grpc_ports.items()}
        if part == GATEWAY:
            environment |= self._gateway_environment()
        else:
            environment |= self.service_environment(part)
        return environment

    def service_environment(self, service: str) -> dict[str, str]:
        environment = {
            "GRPC_LISTEN": f"{LOOPBACK}:{self.grpc_ports[service]}",
            "DATABASE_URL": role_url(self.database_admin_url, service, database_password(self.secrets, service)),
        }
        if service in _STORAGE_USERS:
            environment["BLOB_URL"] = self.environment.get("BLOB_URL") or self.directory.blobs.as_uri()
        if service == "ledger":
            environment |= {
                "LEDGER_SECRETS_KEY": self.environment.get("LEDGER_SECRETS_KEY")
                or self.secrets.password("ledger_secrets_key"),
                "LEDGER_EXPORT_FOLDER": self.environment.get("LEDGER_EXPORT_FOLDER") or str(self.directory.exports),
            }
        if service == "tenant":
            environment["TENANT_SIGNING_KEY_FILE"] = str(self.secrets.signing_key("tenant_signing_key.pem"))
        return environment

    def _gateway_environment(self) -> dict[str, str]:
        host = f"[{self.http_host}]" if ":" in self.http_host else self.http_host
        return {
            "HTTP_LISTEN": f"{host}:{self.http_port}",
            "PWA_DIR": str(PWA_FOLDER),
            "GATEWAY_UPLOAD_FOLDER": self.environment.get("GATEWAY_UPLOAD_FOLDER") or str(self.directory.uploads),
        }

    def _inherited(self, part: str) -> dict[str, str]:
        prefixes = (*_INHERITED_PREFIXES, f"{part.upper()}_", *(_STORAGE_PREFIXES if part in _STORAGE_USERS else ()))
        names = _INHERITED | _INHERITED_BY.get(part, set())
        return {
            name: value
            for name, value in self.environment.items()
            if (name in names or name.startswith(prefixes)) and name not in _NEVER_INHERITED
        }


def database_password(secrets: Secrets, service: str) -> str:
    """The password of a service's PostgreSQL role in this installation."""
    return secrets.password(f"postgres_{service}")


def _answers_ready(port: int) -> bool:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except http.client.HTTPException:
        return False
    finally:
        connection.close()
