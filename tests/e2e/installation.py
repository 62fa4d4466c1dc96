"""One whole installation, started as a user starts it, and what tests do to it from outside."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from PIL import Image, ImageDraw, ImageFont

START_SECONDS = 120
PASSWORD = "parola-pentru-probe-7"

RECEIPT = """\
BRUTARIA DIN COLT SRL
STR. MORII NR. 5, CLUJ-NAPOCA
CIF: RO11201891
CIF CLIENT: RO99999992
1,000 BUC x {price}
PAINE DE CASA      {price} A
SUBTOTAL           {price}
TOTAL LEI          {price}
TVA A 21,00%       {vat}
TOTAL TVA          {vat}
NUMERAR LEI        {price}
DATA: 14/10/2025  ORA: 10:21:33
BON FISCAL NR. {number:04d}
Z 0812
DB4000012345"""


@dataclass
class Office:
    """A signed-in owner of one office."""

    http: httpx.Client
    client_id: str

    def upload(self, content: bytes, *, document_id: str | None = None, name: str = "bon.png") -> httpx.Response:
        path = f"/api/v1/documents/{document_id or uuid4()}/content"
        return self.http.put(path, params={"client_id": self.client_id, "filename": name}, content=content)

    def document(self, document_id: str) -> dict[str, Any]:
        answer = self.http.get(f"/api/v1/documents/{document_id}")
        answer.raise_for_status()
        return dict(answer.json())

    def wait_for(self, document_id: str, *states: str, seconds: float = 90) -> dict[str, Any]:
        """The document as soon as it is in one of the states; calm while a service is away."""
        deadline = time.monotonic() + seconds
        last: object = None
        while time.monotonic() < deadline:
            try:
                last = document = self.document(document_id)
                if document["state"] in states:
                    return document
            except httpx.HTTPError as error:
                last = error
            time.sleep(0.25)
        raise AssertionError(f"{document_id} is not in {states} after {seconds} s: {last}")


@dataclass
class Installation:
    """A running `contapics up`."""

    process: subprocess.Popen[str]
    url: str
    email: str
    password: str
    data: Path
    _offices: list[Office] = field(default_factory=list)

    def sign_in(self, email: str, password: str) -> Office:
        http = httpx.Client(base_url=self.url, timeout=30)
        token = http.post("/api/v1/sessions", json={"email": email, "password": password}).json()["access_token"]
        http.headers["authorization"] = f"Bearer {token}"
        http.cookies.clear()
        client_id = http.get("/api/v1/clients").json()["clients"][0]["id"]
        office = Office(http, client_id)
        self._offices.append(office)
        return office

    def office(self) -> Office:
        return self.sign_in(self.email, self.password)

    def another_office(self) -> Office:
        """A second office in the same installation, made as an operator makes one."""
        email = f"{uuid4().hex[:12]}@alt-cabinet.example"
        environment = self.environment_of("services.tenant.main") | {"CONTAPICS_ADMIN_PASSWORD": PASSWORD}
        command = ["-m", "services.tenant.bootstrap", "--office-name", "Alt cabinet", "--email", email]
        subprocess.run([sys.executable, *command], env=environment, check=True, capture_output=True)
        return self.sign_in(email, PASSWORD)

    def pids(self, *words: str) -> list[int]:
        """Processes of this installation whose command line has all the words."""
        return [pid for pid in descendants(self.process.pid) if all(word in command_line(pid) for word in words)]

    def kill(self, *words: str) -> int:
        """SIGKILL one process, the oldest that fits, and say which."""
        pid = min(self.pids(*words))
        os.kill(pid, signal.SIGKILL)
        return pid

    def environment_of(self, module: str) -> dict[str, str]:
        raw = Path(f"/proc/{min(self.pids(module))}/environ").read_bytes().decode()
        return dict(entry.split("=", 1) for entry in raw.split("\0") if entry)

    def close(self) -> None:
        if self.process.stdout:
            self.process.stdout.close()
        for office in self._offices:
            office.http.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data: Path, *, port: int | None = None, **environment: str) -> Installation:
    """Run `contapics up` and wait for the line that says it is ready."""
    command = [sys.executable, "-m", "deploy.local.cli", "up", "--json", "--data", str(data)]
    errors = data.parent / f"{data.name}.stderr"
    with errors.open("a") as stderr:
        process = subprocess.Popen(
            [*command, "--port", str(port or free_port())],
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            start_new_session=True,
        )
    watchdog = _killed_after(process, START_SECONDS)
    line = process.stdout.readline() if process.stdout else ""
    watchdog.cancel()
    if not line:
        process.wait()
        process.stdout and process.stdout.close()
        raise AssertionError(errors.read_text()[-4000:])
    ready = json.loads(line)
    return Installation(process, ready["url"], ready["email"], ready["password"], data)


def stop(installation: Installation, number: signal.Signals = signal.SIGTERM) -> list[int]:
    """Stop as Ctrl-C or a service manager does; the processes that were left behind."""
    children = descendants(installation.process.pid)
    installation.close()
    installation.process.send_signal(number)
    installation.process.wait(timeout=60)
    time.sleep(0.5)
    return [pid for pid in children if Path(f"/proc/{pid}").exists() and command_line(pid)]


def draw_receipt(number: int) -> bytes:
    bani = 12100 + number  # above 400 EUR no VAT is deducted from a receipt
    price, vat = _amount(bani), _amount(round(bani * 21 / 121))
    return drawn(RECEIPT.format(price=price, vat=vat, number=number))


def drawn(text: str) -> bytes:
    """A picture of a receipt with this text, as PNG."""
    font = ImageFont.load_default(30)
    picture = Image.new("L", (620, 760), 255)
    ImageDraw.Draw(picture).multiline_text((30, 30), text, fill=20, font=font, spacing=14)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def _amount(bani: int) -> str:
    return f"{bani // 100},{bani % 100:02d}"


def _killed_after(process: subprocess.Popen[str], seconds: float) -> Any:
    from threading import Timer

    timer = Timer(seconds, process.kill)
    timer.start()
    return timer


def descendants(root: int) -> list[int]:
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(text.rpartition(")")[2].split()[1])
    found: list[int] = []
    for pid in parents:
        ancestor = parents.get(pid)
        while ancestor and ancestor != root:
            ancestor = parents.get(ancestor)
        if ancestor == root:
            found.append(pid)
    return sorted(found)


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
