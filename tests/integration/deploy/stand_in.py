"""A stand-in for the services: the smallest that `contapics up` can start, so that its own promises can be tested.

`write` makes packages named like the real ones; they come first on the path of the launcher and its parts.
"""

from __future__ import annotations

from pathlib import Path

SERVICE = """
import http.server, json, os, pathlib, sys, time
part = {part!r}
pathlib.Path("..", part + ".json").write_text(json.dumps(dict(os.environ)))
print(part, "runs", flush=True)
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path in ("/readyz", "/healthz") else 404)
        self.end_headers()
    def log_message(self, *_): pass
listen = os.environ["OPS_LISTEN"].rpartition(":")
if part == "gateway":
    import threading
    host, _, port = os.environ["HTTP_LISTEN"].rpartition(":")
    public = http.server.HTTPServer((host, int(port)), Ready)
    threading.Thread(target=public.serve_forever, daemon=True).start()
http.server.HTTPServer((listen[0], int(listen[2])), Ready).serve_forever()
"""

MIGRATE = """
import psycopg
def provision(admin_url, passwords):
    with psycopg.connect(admin_url, autocommit=True) as connection:
        for service, password in passwords.items():
            role = f"contapics_{service}"
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone():
                connection.execute(f"CREATE ROLE {role} LOGIN")
            connection.execute(f"ALTER ROLE {role} PASSWORD '{password}'")
        connection.execute("CREATE TABLE IF NOT EXISTS users (email text, password text)")
        connection.execute("GRANT ALL ON users TO contapics_tenant")
"""

BOOTSTRAP = """
import argparse, json, os, psycopg
parser = argparse.ArgumentParser()
parser.add_argument("--office-name", required=True)
parser.add_argument("--email", required=True)
parser.add_argument("--reset-password", action="store_true")
asked = parser.parse_args()
password = os.environ["CONTAPICS_ADMIN_PASSWORD"]
with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
    known = connection.execute("SELECT 1 FROM users WHERE email = %s", (asked.email,)).fetchone()
    if not known:
        connection.execute("INSERT INTO users VALUES (%s, %s)", (asked.email, password))
    elif asked.reset_password:
        connection.execute("UPDATE users SET password = %s", (password,))
print(json.dumps({"created": not known}))
"""


def write(folder: Path) -> Path:
    """Makes the packages in `folder` and returns it."""
    modules = {
        f"services/{name}/main.py": SERVICE.format(part=name) for name in ("tenant", "document", "ocr", "ledger")
    }
    modules |= {
        "gateway/main.py": SERVICE.format(part="gateway"),
        "services/common/migrate.py": MIGRATE,
        "services/tenant/bootstrap.py": BOOTSTRAP,
    }
    for name, code in modules.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code)
    for package in {path.parent for path in folder.rglob("*.py")} | {folder / "services", folder / "gateway"}:
        (package / "__init__.py").touch()
    return folder
