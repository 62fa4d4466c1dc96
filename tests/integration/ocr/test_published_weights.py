"""Published weights by name: fetched once and checked, kept, and refused with a way out when they can't be had."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from integration.ocr import weights_server
from integration.ocr.weights_server import Answer, WeightsServer, cut_short, redirect, serving, whole

from benchmarks.sample_files import drawn, encoded
from deploy.local import cli
from deploy.local.certificates import Certificates
from services.ocr.errors import ReaderUnavailable
from services.ocr.readers import download
from services.ocr.readers.choose import ReaderSettings, open_reader
from services.ocr.words import Reader

TOYS = Path(__file__).parents[2] / "unit" / "ocr" / "doctr"
CONTENTS = {
    "db_resnet50": (TOYS / "db_resnet50-tiny.onnx").read_bytes(),
    "parseq": (TOYS / "parseq-tiny.onnx").read_bytes(),
}
VOCABULARY = (TOYS / "vocabulary.txt").read_text("utf-8").rstrip("\n")
LISTED = {
    "db_resnet50": "onnxtr.models.detection.models.differentiable_binarization",
    "parseq": "onnxtr.models.recognition.models.parseq",
}
NAMED = {"OCR_DOCTR_DETECTOR": "db_resnet50", "OCR_DOCTR_RECOGNISER": "parseq"}


def path_of(name: str) -> str:
    return f"/{name}-{hashlib.sha256(CONTENTS[name]).hexdigest()[:8]}.onnx"


def list_at(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """OnnxTR's own table names this address, and the toy's vocabulary."""
    for name, module in LISTED.items():
        listed = importlib.import_module(module).default_cfgs[name]
        monkeypatch.setitem(listed, "url", url + path_of(name))
        monkeypatch.setitem(listed, "vocab", VOCABULARY)


@dataclass
class Publisher:
    """OnnxTR's releases as far as this machine has them, and the folder that they are fetched into."""

    server: WeightsServer
    folder: Path

    def answers(self, name: str, answer: Answer) -> None:
        self.server.answers[path_of(name)] = answer

    def file(self, name: str) -> Path:
        return self.folder / path_of(name)[1:]

    def open(self, **environment: str) -> Reader:
        settings = {**NAMED, "OCR_WEIGHTS_FOLDER": str(self.folder), **environment}
        return open_reader(ReaderSettings.from_environment(settings))

    def refusal(self, **environment: str) -> str:
        """Why the reader does not start. Whatever the reason, no part of a file stays."""
        with pytest.raises(ReaderUnavailable) as refused:
            self.open(**environment)
        kept = {file.name for file in self.folder.iterdir()} if self.folder.exists() else set()
        assert kept <= {self.file(name).name for name in CONTENTS}
        return str(refused.value)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    issued = Certificates(tmp_path_factory.mktemp("certificates"))
    issued.issue(("weights",))
    return issued


@pytest.fixture
def publisher(certificates: Certificates, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Publisher]:
    """OnnxTR's table leads to the stand-in, which has every file; its authority is trusted."""
    identity = certificates.identity("weights")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(identity.authority))
    with serving(identity) as server:
        list_at(server.url, monkeypatch)
        for name in CONTENTS:
            server.answers[path_of(name)] = whole(CONTENTS[name])
        yield Publisher(server, tmp_path / "kept" / "weights")
        assert server.faults == []


@pytest.fixture
def offline(publisher: Publisher, certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> Publisher:
    """Nothing listens where OnnxTR's table leads to."""
    with serving(certificates.identity("weights")) as gone:
        pass
    list_at(gone.url, monkeypatch)
    return publisher


def test_names_are_fetched_once_and_read_with_their_own_vocabulary(publisher: Publisher) -> None:
    reader = publisher.open()
    assert reader.name.startswith("doctr/db_resnet50+parseq/")
    assert {name: publisher.file(name).read_bytes() for name in CONTENTS} == CONTENTS
    assert publisher.open().name == reader.name
    assert sorted(publisher.server.asked) == sorted(map(path_of, CONTENTS))


def test_what_is_kept_needs_no_network(offline: Publisher) -> None:
    offline.folder.mkdir(parents=True)
    for name, content in CONTENTS.items():
        offline.file(name).write_bytes(content)  # also what somebody puts there by hand
    assert offline.open().name.startswith("doctr/db_resnet50+parseq/")
    assert offline.server.asked == []


def test_extract_reads_with_published_weights(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {**NAMED, "OCR_WEIGHTS_FOLDER": str(publisher.folder)}.items():
        monkeypatch.setenv(name, value)
    picture = tmp_path / "bon.png"
    picture.write_bytes(encoded(drawn(), "PNG"))
    assert cli.main(["extract", "--json", str(picture)]) == 0
    assert json.loads(capsys.readouterr().out)["reader"].startswith("doctr/db_resnet50+parseq/")


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (whole(b"another file"), "SHA-256 does not begin with"),
        (whole(b""), "SHA-256 does not begin with"),
        (cut_short(CONTENTS["parseq"], length_is_told=False), "SHA-256 does not begin with"),
        (cut_short(CONTENTS["parseq"], length_is_told=True), "without sending complete message body"),
        (weights_server.missing, "404"),
        (redirect("http://localhost/parseq.onnx"), "http://localhost is not reached by https"),
        (redirect(path_of("parseq")), "one redirect leads to the next"),
        (redirect("https://[::1/"), "Invalid"),
    ],
    ids=["wrong", "empty", "cut short", "cut, length told", "404", "redirect to http", "redirects", "bad redirect"],
)
def test_what_is_not_the_file_is_refused_and_not_kept(publisher: Publisher, answer: Answer, says: str) -> None:
    publisher.answers("parseq", answer)
    told = publisher.refusal()
    assert says in told
    assert f"{publisher.file('parseq').name} is not in {publisher.folder}" in told
    assert "OCR_DOCTR_RECOGNISER" in told
    assert not publisher.file("parseq").exists()


def test_a_redirect_to_another_address_is_followed(publisher: Publisher) -> None:
    publisher.answers("parseq", redirect(f"{publisher.server.url}/elsewhere?signed=1"))
    publisher.server.answers["/elsewhere?signed=1"] = whole(CONTENTS["parseq"])
    publisher.open()
    assert publisher.file("parseq").read_bytes() == CONTENTS["parseq"]


def test_a_file_without_end_is_cut_off(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "_MOST_BYTES", 500)
    assert "more than 500 bytes" in publisher.refusal()


def test_a_file_that_drips_is_cut_off(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "_WHOLE_SECONDS", 0.2)
    publisher.answers("db_resnet50", weights_server.dripping)
    assert "not there after" in publisher.refusal()


def test_a_server_that_nobody_vouches_for_is_refused(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert "CERTIFICATE_VERIFY_FAILED" in publisher.refusal()
    assert publisher.server.asked == []


def test_without_a_network_the_way_out_is_told(offline: Publisher) -> None:
    told = offline.refusal()
    assert f"{offline.file('db_resnet50').name} is not in {offline.folder}" in told
    assert "refused" in told
    assert "put it there by hand" in told
    assert "OCR_DOCTR_DETECTOR" in told


def test_a_broken_file_is_replaced(publisher: Publisher) -> None:
    publisher.open()
    publisher.file("parseq").write_bytes(CONTENTS["parseq"][:-1])
    publisher.open()
    assert publisher.file("parseq").read_bytes() == CONTENTS["parseq"]


def test_a_broken_file_does_not_stay_where_it_cannot_be_replaced(offline: Publisher) -> None:
    offline.folder.mkdir(parents=True)
    offline.file("db_resnet50").write_bytes(CONTENTS["db_resnet50"][:-1])
    assert "cannot be fetched" in offline.refusal()
    assert not offline.file("db_resnet50").exists()


def test_a_folder_that_cannot_be_made_is_told(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    publisher.folder = tmp_path / "file" / "weights"
    with pytest.raises(ReaderUnavailable, match=r"cannot be fetched .*Not a directory"):
        publisher.open()
    assert publisher.server.asked == []


def test_a_part_that_a_killed_process_left_is_cleared_away(publisher: Publisher) -> None:
    forgotten, young = (publisher.folder / f".fetching-{name}" for name in ("forgotten", "young"))
    for place in (forgotten, young):
        place.mkdir(parents=True)
        (place / "part").write_bytes(b"part")
    os.utime(forgotten, (time.time() - 100_000,) * 2)
    publisher.open()
    assert not forgotten.exists()
    assert young.exists()


def test_two_processes_that_fetch_at_once_both_get_the_file(publisher: Publisher) -> None:
    publisher.answers("db_resnet50", weights_server.all_at_once(2, whole(CONTENTS["db_resnet50"])))
    program = (
        "import sys; from onnxtr.models.detection.models import differentiable_binarization as listed;"
        "listed.default_cfgs['db_resnet50']['url'] = sys.argv[1];"
        "from services.ocr.weights_command import run; sys.exit(run(['fetch', 'db_resnet50']))"
    )
    command = [sys.executable, "-c", program, publisher.server.url + path_of("db_resnet50")]
    environment = {**os.environ, "OCR_WEIGHTS_FOLDER": str(publisher.folder)}
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = [process.communicate(timeout=180)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert all(hashlib.sha256(CONTENTS["db_resnet50"]).hexdigest() in line for line in told)
    assert publisher.server.asked == [path_of("db_resnet50")] * 2
    assert [file.name for file in publisher.folder.iterdir()] == [publisher.file("db_resnet50").name]


def test_a_name_goes_with_a_path(publisher: Publisher) -> None:
    reader = publisher.open(
        OCR_DOCTR_RECOGNISER=str(TOYS / "parseq-tiny.onnx"), OCR_DOCTR_VOCABULARY=str(TOYS / "vocabulary.txt")
    )
    assert reader.name == publisher.open().name
    assert publisher.open(OCR_DOCTR_DETECTOR=str(TOYS / "db_resnet50-tiny.onnx")).name == reader.name


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"OCR_DOCTR_RECOGNISER": "/nowhere/parseq.onnx"}, "/nowhere/parseq.onnx, which is not a file"),
        ({"OCR_DOCTR_RECOGNISER": str(TOYS / "parseq-tiny.onnx")}, "vocabulary is not configured"),
        ({"OCR_DOCTR_RECOGNISER": ""}, "recogniser is not configured"),
        ({"OCR_DOCTR_RECOGNISER": "parsec"}, "parsec, which is not a file, nor one of the published: crnn_vgg16_bn"),
        ({"OCR_DOCTR_RECOGNISER": "fast_base"}, "fast_base is no recogniser"),
        ({"OCR_DOCTR_VOCABULARY": "/any"}, "parseq is published with its own vocabulary"),
    ],
)
def test_nothing_is_fetched_before_all_else_is_right(
    publisher: Publisher, environment: dict[str, str], says: str
) -> None:
    assert says in publisher.refusal(**environment)
    assert publisher.server.asked == []


def test_the_command_lists_and_fetches(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OCR_WEIGHTS_FOLDER", str(publisher.folder))
    publisher.answers("db_resnet50", weights_server.missing)
    assert cli.main(["weights", "fetch", "db_resnet50", "parseq"]) == 1  # the second in spite of the first
    told = capsys.readouterr()
    assert "404" in told.err
    assert hashlib.sha256(CONTENTS["parseq"]).hexdigest() in told.out
    assert cli.main(["weights", "list"]) == 0
    listed = capsys.readouterr().out
    assert re.search(rf"^recogniser +parseq +here +{publisher.server.url}", listed, re.MULTILINE)
    assert re.search(r"^detector +db_resnet50 +- ", listed, re.MULTILINE)
