"""Throws mutated files at the sandbox: `python -m benchmarks.fuzz_decode [--count N] [--seed S] [--keep DIR]`.

Every file must end in pages or in a ReadError, within its limits. Counted as defects: any other exception in this
process, a worker that hangs past the limit, memory of this process that grows. A worker that dies is not one, as
long as its file gets a reason: that is what the sandbox is for; deaths are counted and shown.
"""

from __future__ import annotations

import argparse
import collections
import random
import resource
import sys
import time
from pathlib import Path

from benchmarks.sample_files import sample_files
from services.ocr.errors import ReadError
from services.ocr.limits import MIB, Limits
from services.ocr.sandbox import Sandbox

LIMITS = Limits(bytes=2 * MIB, pixels=4_000_000, kept_pixels=1_000_000, pages=10, seconds=4.0, memory=768 * MIB)
_ALLOWED_LATENESS = 2.0
_ALLOWED_GROWTH = 64 * 1024  # KiB
_EDGES = (0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)


def mutated(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """The file with one to eight changes: bits, bytes, numbers at their edges, pieces cut, doubled, moved, foreign."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        # Headers decide more than pixels do.
        at = chance.randrange(min(len(out), 200) if chance.random() < 0.5 else len(out)) if out else 0
        length = chance.choice((1, 2, 4, 16, 256, 4096))
        kind = chance.randrange(8)
        if kind == 0 and out:
            out[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            out[at : at + length] = chance.randbytes(length)
        elif kind == 2:
            size = chance.choice((1, 2, 4))
            number = chance.choice(_EDGES) & (256**size - 1)
            out[at : at + size] = number.to_bytes(size, chance.choice(("big", "little")))
        elif kind == 3:
            del out[at : at + length]
        elif kind == 4:
            out[at:at] = out[at : at + length] * chance.choice((1, 2, 50))
        elif kind == 5:
            del out[at:]
        elif kind == 6:
            other = chance.choice(others)
            start = chance.randrange(len(other))
            out[at:at] = other[start : start + length]
        else:
            digits = [place for place, byte in enumerate(out[:4096]) if 48 <= byte <= 57]
            if digits:
                out[chance.choice(digits)] = chance.randrange(48, 58)
    return bytes(out)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the files that were defects")
    arguments = parser.parse_args()
    samples = sample_files()
    chance = random.Random(arguments.seed)
    outcomes: collections.Counter[str] = collections.Counter()
    slowest = 0.0
    defects = deaths = 0
    started = time.monotonic()
    with Sandbox(LIMITS) as sandbox:
        list(sandbox.decode(samples["png"]))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for number in range(arguments.count):
            name = chance.choice(list(samples))
            data = mutated(samples[name], list(samples.values()), chance)
            worker = sandbox.worker
            before = time.monotonic()
            try:
                outcome = f"read {sum(1 for _ in sandbox.decode(data)):2d} pages"
            except ReadError as error:
                outcome = str(error.reason)
            except Exception as error:
                outcome = f"DEFECT {type(error).__name__}"
            spent = time.monotonic() - before
            if spent > LIMITS.seconds + _ALLOWED_LATENESS:
                outcome = "DEFECT too late"
            deaths += sandbox.worker != worker
            slowest = max(slowest, spent)
            outcomes[outcome] += 1
            if outcome.startswith("DEFECT"):
                defects += 1
                if arguments.keep:
                    arguments.keep.mkdir(parents=True, exist_ok=True)
                    (arguments.keep / f"{number:06d}-{name.replace(' ', '-')}").write_bytes(data)
        growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    for outcome, count in outcomes.most_common():
        print(f"{count:8d}  {outcome}")
    print(f"{arguments.count} files in {time.monotonic() - started:.0f} s, slowest {slowest:.2f} s")
    print(f"workers replaced {deaths}, memory of this process grew by {growth // 1024} MiB, defects {defects}")
    return 1 if defects or growth > _ALLOWED_GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
