"""What a web page says of its article in schema.org's JSON-LD."""

import json
import re
from collections.abc import Mapping
from typing import Any

from corpus.normalise import flat

_NEWS = re.compile(r"(?:News|Reportage\w*|)Article|BlogPosting|Report")


def json_ld(root: Any) -> Mapping[str, str]:
    """headline, datePublished and author of the first article in JSON-LD."""
    for script in root.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        listed = found if isinstance(found, list) else [found]
        nodes = [n for one in listed if isinstance(one, dict) for n in (one, *_graph(one))]
        for node in nodes:
            if isinstance(node, dict) and _NEWS.fullmatch(str(node.get("@type"))):
                values = {name: node.get(name) for name in ("headline", "datePublished")}
                values["author"] = _author_name(node.get("author"))
                return {name: flat(value) for name, value in values.items() if isinstance(value, str)}
    return {}


def _graph(node: Mapping[str, Any]) -> list[Any]:
    graph = node.get("@graph")
    return graph if isinstance(graph, list) else []


def _author_name(value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    names = [one.get("name") if isinstance(one, dict) else one for one in values]
    return " ".join(name for name in names if isinstance(name, str))
