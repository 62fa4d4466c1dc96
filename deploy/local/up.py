"""`contapics up`: brings up one whole installation and keeps it up until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deploy.local.certificates import Certificates
from deploy.local.data_directory import DataDirectory
from deploy.local.demo_office import Login, ensure_login
from deploy.local.errors import StartError
from deploy.local.nats import EmbeddedNats
from deploy.local.parts import PARTS, SERVICES, Wiring, database_password
from deploy.local.ports import LOOPBACK, is_free, is_ours
from deploy.local.postgres import EmbeddedPostgres
from deploy.local.program import Program
from deploy.local.secrets import Secrets
from deploy.local.supervisor import Supervisor

DEFAULT_PORT = 8080
_PORTS_TRIED = 20
_RENEWAL_INTERVAL = 6 * 3600.0


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line; `port` is None where the default will do."""

    data: Path
    host: str = LOOPBACK
    port: int | None = None
    json: bool = False


def say(line: str) -> None:
    """Tells the person at the terminal what happens; standard output stays free for the result."""
    with contextlib.suppress(OSError):  # a closed terminal is no reason to stop watching over the parts
        print(f"contapics: {line}", file=sys.stderr, flush=True)


async def run(options: Options) -> None:
    """Runs until SIGINT, SIGTERM or SIGHUP; a second signal does not wait for anything. Raises StartError."""
    directory = DataDirectory.open(options.data)
    with directory.locked():
        say(f"starting; data and logs are in {directory.root}")
        async with Supervisor(directory.logs, directory.run, say) as supervisor:
            asked_to_stop = _stop_signal(supervisor.force)
            serving = asyncio.create_task(_serve(options, directory, supervisor))
            waiting = asyncio.create_task(asked_to_stop.wait())
            await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if not serving.done():
                say("stopping")
                serving.cancel()
            await asyncio.gather(serving, return_exceptions=asked_to_stop.is_set())


def _stop_signal(force: Callable[[], None]) -> asyncio.Event:
    """Set by the first signal; the second calls `force`; the third leaves at once, and the kernel ends the children."""
    asked, forced = asyncio.Event(), asyncio.Event()

    def on_signal() -> None:
        if forced.is_set():
            os._exit(1)
        if asked.is_set():
            forced.set()
            force()
        asked.set()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, on_signal)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as it is under nohup, where it shall go on
        loop.add_signal_handler(signal.SIGHUP, on_signal)
    return asked


async def _serve(options: Options, directory: DataDirectory, supervisor: Supervisor) -> None:
    port = _choose_port(options)
    secrets, certificates = Secrets(directory.root / "secrets"), Certificates(directory.certificates)
    certificates.issue(PARTS)
    admin_url, nats_url = await _start_infrastructure(directory, secrets, supervisor)
    await _provision(admin_url, secrets, directory)
    wiring = Wiring(directory, secrets, certificates, admin_url, nats_url, options.host, port)
    database_is_ours = not os.environ.get("DATABASE_URL")
    _, login = await asyncio.gather(
        supervisor.start(*(wiring.program(part) for part in PARTS)),
        ensure_login(wiring, database_is_ours=database_is_ours),
    )
    _announce(_url(options.host, port), login, as_json=options.json)
    await _renew_certificates(certificates, supervisor)


async def _start_infrastructure(directory: DataDirectory, secrets: Secrets, supervisor: Supervisor) -> tuple[str, str]:
    """Starts what the user does not bring. Returns the database administrator's URL and that of NATS."""
    admin_url, nats_url = os.environ.get("DATABASE_URL"), os.environ.get("NATS_URL")
    programs: list[Program] = []
    postgres = None if admin_url else EmbeddedPostgres(directory.postgres, secrets)
    if postgres:
        await asyncio.to_thread(postgres.prepare)
        programs.append(postgres.program)
        admin_url = postgres.admin_url
    if not nats_url:
        nats = EmbeddedNats(directory.nats, secrets)
        nats.prepare()
        programs.append(nats.program)
        nats_url = nats.url
    await supervisor.start(*programs)
    if postgres:
        await asyncio.to_thread(postgres.create_database)
    return admin_url or "", nats_url


async def _provision(admin_url: str, secrets: Secrets, directory: DataDirectory) -> None:
    """Roles, schemas and migrations of the services: theirs to know, ours to ask for."""
    if not admin_url.startswith(("postgresql://", "postgres://")):
        raise StartError("DATABASE_URL must look like postgresql://user:password@host:port/database.")
    passwords = {service: database_password(secrets, service) for service in SERVICES}
    migrate = importlib.import_module("services.common.migrate")
    try:
        await asyncio.to_thread(migrate.provision, admin_url, passwords)
    except Exception as error:
        log = directory.logs / "provision.log"
        log.write_text(traceback.format_exc())
        raise StartError(f"The database could not be prepared: {error}\nThe whole story: {log}") from error


async def _renew_certificates(certificates: Certificates, supervisor: Supervisor) -> None:
    """An installation that runs for months must not outlive its certificates."""
    while True:
        await asyncio.sleep(_RENEWAL_INTERVAL)
        if certificates.issue(PARTS):
            say("certificates renewed; restarting the services to show them")
            await supervisor.restart(*PARTS)


def _choose_port(options: Options) -> int:
    if not is_ours(options.host):
        raise StartError(f"{options.host} is no address of this machine. Choose another one with --host, or none.")
    if options.port is not None:
        if is_free(options.port, options.host):
            return options.port
        raise StartError(f"Port {options.port} is taken by another program. Choose another one with --port.")
    for port in range(DEFAULT_PORT, DEFAULT_PORT + _PORTS_TRIED):
        if is_free(port, options.host):
            if port != DEFAULT_PORT:
                say(f"port {DEFAULT_PORT} is taken by another program; using {port}")
            return port
    raise StartError(f"Ports {DEFAULT_PORT} to {port} are all taken. Choose one with --port.")


def _url(host: str, port: int) -> str:
    reachable = LOOPBACK if host in {"0.0.0.0", "::"} else host  # noqa: S104 (only compared)
    return f"http://[{reachable}]:{port}" if ":" in reachable else f"http://{reachable}:{port}"


def _announce(url: str, login: Login, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"url": url, "email": login.email, "password": login.password}), flush=True)
        return
    password = login.password if login.is_new else None
    lines = [
        "",
        f"  ContaPics            {url}",
        f"  E-mail               {login.email}",
        f"  Parola / Password    {password or 'cea de la prima pornire / the one of the first start'}",
        "",
    ]
    if not password:
        lines.append("  Altă parolă / another password: CONTAPICS_ADMIN_PASSWORD=… contapics up")
    lines.append("  Ctrl-C oprește / stops.")
    print("\n".join(lines), flush=True)
