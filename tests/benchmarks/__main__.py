"""Every measurement that the README quotes, in one run: `make bench` (DATA: the folder of the data sets)."""

import os
import sys
from pathlib import Path

from tests.benchmarks import answers, encoder, lists, retrieval, startup


def main(data: Path) -> None:
    """Run what `data` has the material for; say what was left out."""
    news, datasets = data / "corpora/news-60k.jsonl.xz", data / "datasets"
    for absent in (path for path in (news, datasets) if not path.exists()):
        print(f"{absent} is not there: its measurements are left out; name the folder with make bench DATA=…")
    _title("Encoder")
    encoder.main(str(news) if news.exists() else None)
    if datasets.is_dir():
        _title("Retrieval: CMRC 2018 trial")
        retrieval.main(datasets)
    _title("From process start to the first answer")
    startup.main()
    _title("Answers")
    answers.main(datasets if datasets.is_dir() else None)
    if news.exists() and (folder := os.environ.get("NEWS_ARCHIVE")):  # an hour to build, then used again
        _title("Lists over all of the news")
        lists.main(news, folder)


def _title(text: str) -> None:
    print(f"\n== {text} ==", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))
