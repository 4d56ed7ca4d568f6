"""Question sets in tables: CSV and TSV with English or Chinese headers."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from qa.evaluation.question_sets import Question, QuestionSet, question
from qa.evaluation.question_text import EvaluationError

COLUMNS = {
    "question": ("question", "问题"),
    "answer": ("answer", "answers", "答案"),
    "id": ("id", "编号"),
    "type": ("type", "类型"),
    "articles": ("articles", "文章"),
    "since": ("since", "开始日期"),
    "until": ("until", "结束日期"),
    "newspaper": ("newspaper", "报纸"),
}
_CHINESE_TYPES = {"事实": "fact", "列表": "list", "计数": "count", "拒答": "refuse"}


def table(path: Path, text: str) -> QuestionSet:
    """A CSV or TSV with a header: question and answer (问题, 答案), and more (COLUMNS).

    `|` separates answers, any of which is right. With type list it separates the items, and `=` an
    item's aliases. An empty answer needs the type refuse (拒答).
    """
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter="\t" if "\t" in first else ",", strict=True)
    try:
        headers = {h.strip().lower(): h for h in reader.fieldnames or [] if h}
    except csv.Error as error:
        raise EvaluationError(f'{path}, line 1: {error}; write "" for a quote inside a quoted cell') from None
    column = {
        name: next((headers[h] for h in known if h in headers), None) for name, known in COLUMNS.items()
    }
    for name in ("question", "answer"):
        if column[name] is None:
            mend = f"name one {' or '.join(COLUMNS[name])}"
            raise EvaluationError(f"{path}, line 1: no {name} column among {', '.join(headers)}; {mend}")
    questions = []
    try:
        for row in reader:
            cells = {name: (row.get(c) or "").strip() for name, c in column.items() if c}
            if any(cells.values()):
                questions.append(_row(cells, f"{path}, line {reader.line_num}", reader.line_num))
    except csv.Error as error:
        broken = reader.line_num + 1  # csv counts the lines that it could read
        mend = 'write "" for a quote inside a quoted cell'
        raise EvaluationError(f"{path}, line {broken}: {error}; {mend}") from None
    return QuestionSet(tuple(questions), "csv")


def _row(cells: Mapping[str, str], where: str, n: int) -> Question:
    kind = _CHINESE_TYPES.get(cells.get("type", ""), cells.get("type") or "fact")
    parts = [p.strip() for p in cells["answer"].replace("｜", "|").split("|") if p.strip()]
    if not parts and kind != "refuse":
        raise EvaluationError(
            f"{where}: empty answer; fill it in, or add a type column that says refuse (拒答)"
        )
    row: dict[str, object] = {**cells, "id": cells.get("id") or str(n), "type": kind}
    row["articles"] = [a.strip() for a in cells.get("articles", "").split("|") if a.strip()]
    row["answers"], row["items"] = parts, [p.split("=") for p in parts]
    row["count"] = int(parts[0]) if parts and parts[0].isdecimal() else cells["answer"]
    return question(row, where)
