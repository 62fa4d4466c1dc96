"""Secrets of one installation: made at random when first needed, then read back; none has a default."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat


def write_private(path: Path, content: bytes) -> None:
    """Writes a file that only its owner can read, whole or not at all."""
    unfinished = path.with_name(f"{path.name}.new")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(descriptor, 0o600)
        file.write(content)
        file.flush()
        os.fsync(descriptor)
    unfinished.replace(path)


class Secrets:
    """The folder of secrets (mode 0700, files 0600)."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        self.folder = folder

    def path(self, name: str) -> Path:
        return self.folder / name

    def known(self, name: str) -> str | None:
        """The secret if it was made before."""
        try:
            return self.path(name).read_text().strip()
        except FileNotFoundError:
            return None

    def keep(self, name: str, value: str) -> None:
        write_private(self.path(name), f"{value}\n".encode())

    def password(self, name: str) -> str:
        """A password of 256 bits in URL-safe letters, made on first use."""
        value = self.known(name)
        if not value:
            value = secrets.token_urlsafe(32)
            self.keep(name, value)
        return value

    def signing_key(self, name: str) -> Path:
        """The file of an Ed25519 private key (PEM, PKCS #8), made on first use."""
        path = self.path(name)
        if not path.exists():
            key = Ed25519PrivateKey.generate()
            write_private(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return path


def memorable_password() -> str:
    """A password that a person can type from a screen: 80 bits, no letter that looks like a digit."""
    letters = "abcdefghijkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
