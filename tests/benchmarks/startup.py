"""Seconds from process start to the first answer, in a fresh process, models and all."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

RUNS = 5


def main() -> None:
    """Print the median and the slowest of five runs of `baowen ask` on the sample page."""
    with tempfile.TemporaryDirectory() as folder:
        archive = str(Path(folder) / "archive")
        from corpus import sample

        _baowen("add", str(sample()), "--archive", archive)
        seconds = sorted(_baowen("ask", "文章里提到了哪些水库？", "--archive", archive) for _ in range(RUNS))
    print(f"process start to first answer: median {median(seconds):.1f} s, slowest {seconds[-1]:.1f} s")


def _baowen(*arguments: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "qa.cli", *arguments], check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
