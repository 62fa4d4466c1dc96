"""The app in a real browser, against the real installation: log in, capture, review, keyboard, accessibility."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from e2e.installation import Installation

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "tests" / "pwa").glob("*.test.mjs"))
SECONDS = 600
_FAILED = re.compile(r"^ *not ok.*?^ *\.\.\.$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(os.environ.get("SCREENSHOTS", tmp_path_factory.mktemp("screenshots")))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium is installed")
@pytest.mark.skipif(not (ROOT / "pwa" / "dist").is_dir(), reason="the app is not built: make setup")
@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.name).removesuffix(".test.mjs"))
def test_the_app_keeps_its_promises_in_a_real_browser(
    installation: Installation, screenshots: Path, file: Path
) -> None:
    environment = {
        **os.environ,
        "CONTAPICS_URL": installation.url,
        "CONTAPICS_EMAIL": installation.email,
        "CONTAPICS_PASSWORD": installation.password,
        "SCREENSHOTS": str(screenshots),
    }
    done = subprocess.run(
        ["node", "--test", "--test-reporter=tap", str(file)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    broken = "\n".join(_FAILED.findall(done.stdout))
    assert done.returncode == 0, (broken or done.stdout)[-6000:] + done.stderr[-2000:]
