"""Write the pins of one `pip install --dry-run --report` (standard input) to standard output."""

import json
import re
import sys

HEADER = """\
# Every package that running, testing and rebuilding 报问 installs, at the version we test with.
# Used by the Makefile as `pip install -c constraints.txt`. Written by `make lock`; don't edit.
"""


def pin(package: dict[str, str]) -> tuple[str, str]:
    """(name, version), without a local label: ==2.13.0 accepts 2.13.0 and 2.13.0+cpu alike."""
    return re.sub(r"[-_.]+", "-", package["name"]).lower(), package["version"].partition("+")[0]


pins = sorted(pin(item["metadata"]) for item in json.load(sys.stdin)["install"])
print(HEADER + "\n".join(f"{name}=={version}" for name, version in pins if name != "baowen"))
