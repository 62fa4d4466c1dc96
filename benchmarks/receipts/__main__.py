"""`python -m benchmarks.receipts OUT`: draw receipts with their truth into a folder outside the repository."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks.receipts.draw import draw
from benchmarks.receipts.photo import GRADES


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.receipts", description=__doc__)
    parser.add_argument("out", type=Path, help="folder for <grade>_<n>.jpg and <grade>_<n>.truth.json")
    parser.add_argument("--count", type=int, default=100, help="receipts of each grade (default 100)")
    parser.add_argument("--first", type=int, default=0, help="first seed (default 0)")
    parser.add_argument("--grade", choices=GRADES, action="append", help="only this grade (may be repeated)")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for grade in options.grade or GRADES:
        for seed in range(options.first, options.first + options.count):
            drawing = draw(grade, seed)
            (options.out / f"{drawing.name}.jpg").write_bytes(drawing.jpeg)
            drawn_as = {"layout": drawing.layout, "font": drawing.font, "turned": drawing.turned}
            truth = {**drawing.truth, "drawn_as": drawn_as}
            text = json.dumps(truth, ensure_ascii=False, indent=1)
            (options.out / f"{drawing.name}.truth.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
