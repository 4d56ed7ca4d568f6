"""Facts given beside the files: `03.yaml` for `03.txt`, `_meta.yaml` for a folder and those below it.

A sidecar is a YAML mapping with any of `newspaper`, `published` (or `date`), `page` and `section`; these
are used in place of what the files themselves say.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from corpus.article import InputError
from corpus.decode import decode
from corpus.fields import parse_date
from corpus.normalise import flat

FOLDER = "_meta.yaml"
ENDINGS = (".yaml", ".yml")
FIELDS = ("newspaper", "published", "page", "section")

SIZE_LIMIT = 16 << 10  # bytes; four fields need some hundred


def parse_sidecar(data: bytes) -> dict[str, Any]:
    """The fields of a sidecar: `published` a date, the others strings.

    Raises:
        InputError: it is no YAML mapping of these fields.
    """
    import yaml

    if len(data) > SIZE_LIMIT:
        raise InputError(f"more than {SIZE_LIMIT >> 10} KiB; give only {', '.join(FIELDS)}")
    text = decode(data)
    if "&" in text or "*" in text:  # an alias of an alias of an alias takes the memory of a thousand
        raise InputError("& and * have no use here; write the values themselves")
    try:
        found = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InputError(f"not YAML: {flat(str(error))[:200]}") from None
    if not isinstance(found, dict):
        raise InputError("no YAML mapping; write lines like newspaper: 成都日报")
    if strange := [flat(str(name)) for name in found if name not in (*FIELDS, "date")]:
        raise InputError(f"unknown field {strange[0]!r}; give {', '.join(FIELDS)}")
    return _checked(found)


def _checked(found: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name in ("newspaper", "page", "section"):
        value = found.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool):
            fields[name] = flat(str(value))
        elif value is not None:
            raise InputError(f"{name} is a {type(value).__name__}, not a string; put it in quotes")
    given = found.get("published", found.get("date"))
    if isinstance(given, datetime):
        given = given.date()
    if given is not None:
        fields["published"] = given if isinstance(given, date) else parse_date(given)
    return {name: value for name, value in fields.items() if value}
