"""Generates `gen/` from the protos: code, the REST API's OpenAPI document, and the image that buf lints and compares.

    python proto/generate.py            writes gen/
    python proto/generate.py --check    fails if gen/ is not what the protos say
    python proto/generate.py --image F  writes a descriptor image with sources for `buf lint F` and `buf breaking`

The third-party protos come from the installed wheels, so that nothing is vendored and nothing is downloaded:
google/api from googleapis-common-protos, buf/validate from protovalidate's own descriptor.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from google.protobuf.descriptor_pb2 import FileDescriptorSet
from protovalidate._gen.buf.validate import validate_pb  # the wheel ships the descriptor here and nowhere public

ROOT = Path(__file__).resolve().parent.parent
PROTOS = ROOT / "proto"
GENERATED = ("contapics", "buf")
OPENAPI = "openapi.json"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="compare with gen/ and write nothing")
    arguments.add_argument("--image", type=Path, help="write the descriptor image to this file and nothing else")
    arguments.add_argument("--protos", type=Path, default=PROTOS, help="folder of the protos")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="contapics-generate-") as folder:
        dependencies = write_dependencies(Path(folder))
        if options.image:
            write_image(options.protos, dependencies, options.image)
            return 0
        fresh = Path(folder) / "gen"
        generate(options.protos, dependencies, fresh)
        if options.check:
            return report_differences(fresh)
        for name in GENERATED:
            shutil.rmtree(ROOT / "gen" / name, ignore_errors=True)
            shutil.copytree(fresh / name, ROOT / "gen" / name)
        shutil.copyfile(fresh / OPENAPI, ROOT / "gen" / OPENAPI)
    return 0


def write_dependencies(folder: Path) -> Path:
    """Put buf/validate's descriptor, with the descriptors it imports, into a set that protoc reads."""
    descriptors = FileDescriptorSet()
    seen: set[str] = set()

    def add(description: object) -> None:
        if description.name in seen:  # type: ignore[attr-defined]  # protobuf-py has no public type for it
            return
        seen.add(description.name)  # type: ignore[attr-defined]
        for dependency in description.dependencies:  # type: ignore[attr-defined]
            add(dependency)
        descriptors.file.add().ParseFromString(description.proto.to_binary())  # type: ignore[attr-defined]

    add(validate_pb.desc())
    path = folder / "dependencies.binpb"
    path.write_bytes(descriptors.SerializeToString())
    return path


def generate(protos: Path, dependencies: Path, target: Path) -> None:
    """Messages with type stubs for every proto; gRPC stubs where a file has a service."""
    target.mkdir(parents=True)
    protoc(protos, dependencies, ["buf/validate/validate.proto"], python_out=target, mypy_out=f"quiet:{target}")
    files = proto_files(protos)
    services = [name for name in files if name.endswith("_service.proto")]
    protoc(protos, dependencies, files, python_out=target, mypy_out=f"quiet:{target}")
    protoc(protos, dependencies, services, grpc_python_out=target, mypy_grpc_out=f"async_only,quiet:{target}")
    for folder in {path.parent for path in target.rglob("*_pb2.py")}:
        for package in (folder, *folder.relative_to(target).parents):
            (target / package / "__init__.py").touch()
    (target / "__init__.py").unlink(missing_ok=True)
    write_openapi(protos, dependencies, target)


def write_openapi(protos: Path, dependencies: Path, target: Path) -> None:
    """A process of its own, so that it imports the code that was just generated and not that of gen/."""
    image = target.parent / "image.binpb"
    write_image(protos, dependencies, image)
    command = [sys.executable, PROTOS / "openapi.py", image, target / OPENAPI]
    # This checkout's gateway, also where another one is installed.
    path = os.pathsep.join((str(target), str(ROOT)))
    subprocess.run(command, check=True, env=os.environ | {"PYTHONPATH": path})  # noqa: S603 - arguments are ours


def write_image(protos: Path, dependencies: Path, image: Path) -> None:
    protoc(
        protos, dependencies, proto_files(protos), descriptor_set_out=image, include_imports="", include_source_info=""
    )


def proto_files(protos: Path) -> list[str]:
    return sorted(str(path.relative_to(protos)) for path in protos.rglob("*.proto"))


def protoc(protos: Path, dependencies: Path, files: list[str], **outputs: object) -> None:
    flags = [f"--{name}={value}" if value != "" else f"--{name}" for name, value in outputs.items()]
    includes = [f"--proto_path={folder}" for folder in (protos, wheel("grpc_tools") / "_proto", wheel("google.api", 2))]
    plugins = [f"--plugin={name}={Path(sys.executable).parent / name}" for name in MYPY_PLUGINS]
    command = [sys.executable, "-m", "grpc_tools.protoc", f"--descriptor_set_in={dependencies}"]
    subprocess.run([*command, *includes, *plugins, *flags, *files], check=True)  # noqa: S603 - arguments are ours


MYPY_PLUGINS = ("protoc-gen-mypy", "protoc-gen-mypy_grpc")


def wheel(package: str, levels_up: int = 0) -> Path:
    """The folder of an installed package, or one above it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed; run: make setup-dev")
    folder = Path(next(iter(spec.submodule_search_locations)))
    for _ in range(levels_up):
        folder = folder.parent
    return folder


def report_differences(fresh: Path) -> int:
    expected = generated_files(fresh)
    present = generated_files(ROOT / "gen")
    stale = sorted(
        path
        for path in expected | present
        if path not in expected
        or path not in present
        or not filecmp.cmp(fresh / path, ROOT / "gen" / path, shallow=False)
    )
    for path in stale:
        print(f"gen/{path} is not what the protos say; run: make generate", file=sys.stderr)
    return 1 if stale else 0


def generated_files(folder: Path) -> set[Path]:
    sources = (path for name in GENERATED for path in (folder / name).rglob("*") if path.suffix in {".py", ".pyi"})
    return {path.relative_to(folder) for path in (*sources, folder / OPENAPI) if path.exists()}


if __name__ == "__main__":
    sys.exit(main())
