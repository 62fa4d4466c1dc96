"""`contapics extract`: one JSON line a document, in the order given, and never a traceback (contract 7)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.sample_files import drawn, e_factura, encoded, encrypted_pdf, png_header, sample_files
from services.ocr import extract_command


@pytest.fixture(autouse=True)
def _in_romanian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ro_RO.UTF-8")


def written(folder: Path, **files: bytes) -> list[str]:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [str(folder / name) for name in files]


def test_each_file_gives_its_line_in_the_order_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = encoded(drawn(), "PNG")
    files = written(tmp_path, a=good, b=e_factura(), c=b"", d=encrypted_pdf(), e=png_header(50_000, 50_000), f=good)
    assert extract_command.run(["--json", *files, str(tmp_path / "missing"), str(tmp_path)]) == 1
    captured = capsys.readouterr()
    lines = [json.loads(line) for line in captured.out.splitlines()]
    assert [line["file"] for line in lines] == [*files, str(tmp_path / "missing"), str(tmp_path)]
    reasons = [line.get("error", {}).get("reason") for line in lines]
    expected = [None, None, "empty_file", "encrypted_pdf", "too_many_pixels", None, "not_found", "not_found"]
    assert reasons == expected
    assert all(line["error"]["message"] for line in lines if "error" in line)
    assert lines[0]["reader"].startswith("ppocr")
    assert captured.err == ""


def test_a_pipe_that_nobody_writes_to_is_empty_and_a_device_without_end_too_large(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert extract_command.run(["--json", str(tmp_path / "pipe"), "/dev/zero"]) == 1
    reasons = [json.loads(line)["error"]["reason"] for line in capsys.readouterr().out.splitlines()]
    assert reasons == ["empty_file", "too_large"]


def test_all_files_read_is_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert extract_command.run(["--json", *written(tmp_path, a=e_factura())]) == 0
    assert json.loads(capsys.readouterr().out)["source"] == "ubl"


@pytest.mark.parametrize(("locale", "says"), [("ro_RO.UTF-8", "gol"), ("en_GB.UTF-8", "empty"), ("C", "gol")])
def test_reasons_are_in_the_readers_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, locale: str, says: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert extract_command.run(written(tmp_path, empty=b"")) == 1
    assert says in capsys.readouterr().out


def test_without_json_a_table_shows_what_was_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ("MAGAZIN EXEMPLU SRL", "CIF RO12345674", "PAINE ALBA 12,50 B", "TOTAL LEI 12,50", "DATA 05-03-2024")
    assert extract_command.run(written(tmp_path, bon=encoded(drawn(lines=lines), "PNG"))) == 0
    shown = capsys.readouterr().out
    assert str(tmp_path / "bon") in shown
    assert "12.50" in shown
    assert "2024-03-05" in shown


def test_debug_writes_what_each_stage_saw(tmp_path: Path) -> None:
    files = written(tmp_path, bon=encoded(drawn(), "PNG"))
    extract_command.run(["--json", "--debug", str(tmp_path / "seen"), *files])
    assert sorted(path.name for path in (tmp_path / "seen").iterdir()) == [
        "001-bon-4-fields1.json",
        "001-bon-p1-1-decoded.jpg",
        "001-bon-p1-2-paper1.jpg",
        "001-bon-p1-3-words1.jpg",
        "001-bon-p1-3-words1.json",
    ]


def test_a_mistake_of_ours_is_an_error_object(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("services.ocr.pipeline.extract", broken)
    assert extract_command.run(["--json", *written(tmp_path, a=encoded(drawn(), "PNG"))]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["reason"] == "internal"


def test_missing_weights_are_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCR_DOCTR_DETECTOR", "/nowhere/db_resnet50.onnx")
    assert extract_command.run(written(tmp_path, a=e_factura())) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_every_format_is_read_as_a_process_of_its_own(tmp_path: Path) -> None:
    files = written(tmp_path, **{name.replace(" ", "_"): data for name, data in sample_files().items()})
    command = [sys.executable, "-m", "services.ocr.extract_command", "--json", *files]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    assert len(done.stdout.splitlines()) == len(files)
    assert all("EXEMPLU" in json.loads(line)["text"].upper() for line in done.stdout.splitlines()[:8])


def test_a_reader_of_our_output_may_leave_early(tmp_path: Path) -> None:
    files = written(tmp_path, a=e_factura()) * 200
    command = [sys.executable, "-m", "services.ocr.extract_command", "--json", *files]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    ("path", "reason"), [("/dev/zero", "too_large"), ("/dev/null", "empty_file"), ("/", "not_found")]
)
def test_what_is_no_plain_file_gives_a_reason(path: str, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert extract_command.run(["--json", path]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["reason"] == reason


@pytest.mark.parametrize(
    ("options", "threads", "says"), [(["--debug", "/dev/null/x"], "1", "/dev/null/x"), ([], "many", "OCR_THREADS")]
)
def test_what_cannot_be_meant_is_told_with_status_2(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    threads: str,
    says: str,
) -> None:
    monkeypatch.setenv("OCR_THREADS", threads)
    assert extract_command.run([*options, *written(tmp_path, a=e_factura())]) == 2
    assert says in capsys.readouterr().err
