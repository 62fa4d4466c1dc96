"""The app in a real browser, against the real installation: log in, capture, review, keyboard, accessibility."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from e2e.installation import Installation

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 1200


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium is installed")
@pytest.mark.skipif(not (ROOT / "pwa" / "dist").is_dir(), reason="the app is not built: make setup")
def test_the_app_keeps_its_promises_in_a_real_browser(installation: Installation, tmp_path: Path) -> None:
    screenshots = Path(os.environ.get("SCREENSHOTS", tmp_path / "screenshots"))
    screenshots.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "CONTAPICS_URL": installation.url,
        "CONTAPICS_EMAIL": installation.email,
        "CONTAPICS_PASSWORD": installation.password,
        "SCREENSHOTS": str(screenshots),
    }
    done = subprocess.run(
        ["npm", "--prefix", str(ROOT / "pwa"), "run", "--silent", "test-browser"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    taken = {path.name for path in screenshots.glob("*.png")}
    assert {"document-desktop-light.png", "document-phone-light.png", "captura-phone-light.png"} <= taken
