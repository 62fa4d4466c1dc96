"""Which weights the settings mean, and what OnnxTR's table tells of them: without any network."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.ocr import weights_command
from services.ocr.errors import ReaderUnavailable
from services.ocr.readers import doctr
from services.ocr.readers.choose import ReaderSettings
from services.ocr.readers.published import DETECTORS, RECOGNISERS, published
from services.ocr.readers.weights import Weights, configured_weights


@pytest.mark.parametrize("name", DETECTORS + RECOGNISERS)
def test_every_name_has_an_https_address_and_a_digest(name: str) -> None:
    weights = published(name)
    assert weights.url.startswith("https://")
    assert weights.digest in weights.file_name
    assert bool(weights.characters) == (name in RECOGNISERS)


def test_weights_without_a_digest_are_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    from onnxtr.models.detection.models import fast

    monkeypatch.setitem(fast.default_cfgs["fast_base"], "url", "https://example.org/fast_base.onnx")
    with pytest.raises(ReaderUnavailable, match="can be checked"):
        published("fast_base")


@pytest.mark.parametrize(
    ("detector", "architecture"),
    [
        ("fast_tiny-1.onnx", "fast_tiny"),
        ("rep_fast_base-1b89ebf9.onnx", "fast_base"),  # as OnnxTR's own file is called
        ("db_resnet50", "db_resnet50"),
    ],
)
def test_a_file_is_known_by_how_its_name_begins(tmp_path: Path, detector: str, architecture: str) -> None:
    files = [tmp_path / name for name in (detector, "crnn_mobilenet_v3_small.onnx", "vocabulary.txt")]
    for file in files:
        file.write_text("ABC\n")
    found_by, read_by = configured_weights(str(files[0]), str(files[1]), files[2], tmp_path / "unused")
    assert found_by == Weights(architecture, files[0])
    assert read_by == Weights("crnn_mobilenet_v3_small", files[1], "ABC")


def test_a_recogniser_is_no_detector(tmp_path: Path) -> None:
    (tmp_path / "parseq.onnx").touch()
    with pytest.raises(ReaderUnavailable, match="name of an architecture: db_resnet34"):
        configured_weights(str(tmp_path / "parseq.onnx"), "parseq", None, tmp_path)


def test_onnxtr_is_never_given_what_it_would_take_for_an_address(tmp_path: Path) -> None:
    file = tmp_path / "http" / "parseq.onnx"
    file.parent.mkdir()
    file.touch()
    with pytest.raises(ReaderUnavailable, match="http in its name"):
        doctr.DocTr(Weights("db_resnet50", file), Weights("parseq", file, "ABC"))


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"OCR_WEIGHTS_FOLDER": "/srv/weights", "XDG_CACHE_HOME": "/cache"}, "/srv/weights"),
        ({"XDG_CACHE_HOME": "/cache"}, "/cache/contapics/weights"),
        ({"XDG_CACHE_HOME": "relative/is/invalid"}, "/home/ana/.cache/contapics/weights"),
        ({}, "/home/ana/.cache/contapics/weights"),
    ],
)
def test_weights_are_kept_where_the_desktop_standard_says(
    environment: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/ana")
    assert ReaderSettings.from_environment(environment).weights_folder == Path(folder)


def test_a_name_that_nobody_publishes_is_a_wrong_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        weights_command.run(["fetch", "fast_bse"])
    assert ended.value.code == 2
    assert "fast_base" in capsys.readouterr().err
