"""The gateway's settings, read once from the environment."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from limits import parse

from services.common.config import Environment, Tls

MAX_UPLOAD_BYTES = 20 * 2**20
LIMIT = "a limit such as 600/minute"
PARTS = ("tenant", "document", "ocr", "ledger")


@dataclass(frozen=True, slots=True)
class Settings:
    """`addresses` gives each service's `host:port`; limits read like `600/minute`.

    `proxies` are the addresses, with commas between them, that may say for whom they ask (X-Forwarded-For).
    """

    http_listen: str
    ops_listen: str | None
    addresses: Mapping[str, str]
    tls: Tls | None
    nats_url: str
    pwa_dir: Path | None
    public_url: str | None
    proxies: str
    max_upload_bytes: int
    upload_folder: Path
    request_limit: str
    login_limit: str
    log_level: str
    otlp_endpoint: str | None

    @classmethod
    def read(cls, environment: Environment) -> Settings:
        """Raises ConfigurationError naming everything that is missing or wrong."""
        pwa_dir = environment.optional("PWA_DIR")
        public_url = environment.text_read_by(web_address, "PUBLIC_URL", "", "an address such as https://example.ro")
        settings = cls(
            http_listen=environment.text("HTTP_LISTEN"),
            ops_listen=environment.optional("OPS_LISTEN"),
            addresses={part: environment.text(f"{part.upper()}_ADDRESS") for part in PARTS},
            tls=Tls.read(environment),
            nats_url=environment.text("NATS_URL"),
            pwa_dir=Path(pwa_dir) if pwa_dir else None,
            public_url=public_url or None,
            # Without a proxy nobody's word is taken: each guess at a password could come from another address.
            proxies=environment.text("FORWARDED_ALLOW_IPS", "127.0.0.1" if public_url else ""),
            max_upload_bytes=environment.number("MAX_UPLOAD_BYTES", MAX_UPLOAD_BYTES, at_least=1),
            upload_folder=Path(environment.optional("GATEWAY_UPLOAD_FOLDER") or temporary_folder()),
            request_limit=environment.text_read_by(parse, "GATEWAY_REQUEST_LIMIT", "30000/minute", LIMIT),
            login_limit=environment.text_read_by(parse, "GATEWAY_LOGIN_LIMIT", "20/minute", LIMIT),
            log_level=environment.text("LOG_LEVEL", "INFO"),
            otlp_endpoint=environment.optional("OTEL_EXPORTER_OTLP_ENDPOINT"),
        )
        environment.finish()
        return settings

    @property
    def public_origin(self) -> str | None:
        """Scheme, host and port of the public URL, as browsers send them in Origin."""
        if self.public_url is None:
            return None
        url = urlsplit(self.public_url)
        return f"{url.scheme}://{url.netloc}"

    @property
    def always_secure(self) -> bool:
        return self.public_url is not None and self.public_url.startswith("https://")


def temporary_folder() -> Path:
    """Where uploads wait that a person gave no folder for."""
    return Path(tempfile.gettempdir()) / f"contapics-uploads-{os.getuid()}"


def web_address(text: str) -> None:
    """Raises ValueError for what browsers could not open."""
    url = urlsplit(text)
    if url.scheme not in ("http", "https") or not url.hostname:
        raise ValueError(text)
