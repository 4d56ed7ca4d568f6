"""The scores of one question: what came back, against what is right."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from index import Archive, ArchiveError, Hit
from qa import metrics
from qa.answer import Answer
from qa.cite import Citation
from qa.evaluation import ranking
from qa.evaluation.judge import Judge, citation_scores
from qa.evaluation.question_sets import Question, Turn


class Metric(NamedTuple):
    """How a score is read; `better` is up or down."""

    chinese: str
    meaning: str
    better: str = "up"


# Every score a question can get, in the order of the report. `@k` stands for the run's k.
METRICS = {
    "correct": Metric("总正确率", "contains, list_f1, count_exact or refused, by type"),
    "exact_match": Metric("精确匹配", "fact: equals a gold answer without punctuation (CMRC 2018)"),
    "f1": Metric("字符 F1", "fact: longest common run of characters (CMRC 2018)"),
    "contains": Metric("包含答案", "fact: contains a gold answer (RGB, ALCE); yes or no: says the same"),
    "rouge_l": Metric("ROUGE-L", "fact: longest common subsequence, F1 (Lin 2004)"),
    "list_precision": Metric("列表精确率", "list: share of the given names that are right"),
    "list_recall": Metric("列表召回率", "list: share of the gold items that are given"),
    "list_f1": Metric("列表 F1", "list: harmonic mean of the two"),
    "list_recall_5": Metric("列表召回率-5", "list: recall that five right items fulfil (QAMPARI)"),
    "count_exact": Metric("计数正确率", "count: the number is right"),
    "refused": Metric("拒答率", "refuse: refused, as it should be"),
    "answered": Metric("作答率", "all others: not refused"),
    "false_refusal": Metric("误拒率", "all others: refused although the articles answer", "down"),
    "citation_recall": Metric("引用召回率", "share of claims that their quotes bear out (ALCE)"),
    "citation_precision": Metric("引用精确率", "share of citations that are needed (ALCE)"),
    "verbatim": Metric("逐字引用率", "share of quotes that the archive holds word for word at their place"),
    "citation_length": Metric("引用长度", "characters of a quote, mean", "down"),
    "recall@k": Metric("检索召回率", "share of the gold articles that the first k passages reach"),
    "hit@1": Metric("首位命中", "the first article is a gold article"),
    "hit@5": Metric("前五命中", "one of the first five is"),
    "hit@k": Metric("前 k 命中", "one of the first k is"),
    "mrr@k": Metric("MRR", "one over the rank of the first gold article"),
    "ndcg@k": Metric("nDCG", "discounted gain over the best order (Järvelin and Kekäläinen 2002)"),
    "answer_hit@1": Metric("首位含答案", "the first passage contains a gold answer (Karpukhin et al. 2020)"),
    "answer_hit@5": Metric("前五含答案", "one of the first five passages does"),
    "answer_hit@k": Metric("前 k 含答案", "one of the first k passages does"),
}  # fmt: skip


def turn_scores(turn: Turn, answer: Answer, archive: Archive, judge: Judge) -> dict[str, float]:
    """One answer's scores, by the names of METRICS; only those that its type has."""
    scores = {**_gold_scores(turn, answer), **_citations(answer, archive, judge)}
    if turn.type != "refuse":
        scores |= {"answered": float(not answer.refused), "false_refusal": float(answer.refused)}
    return scores


def _gold_scores(turn: Turn, answer: Answer) -> dict[str, float]:
    said = "" if answer.refused else metrics.without_marks(answer.text)
    names = [] if answer.refused else [item.name for item in answer.items]
    match turn.type:
        case "refuse":
            return {"correct": float(answer.refused), "refused": float(answer.refused)}
        case "count":
            right = 0.0 if answer.refused else metrics.count_exact(said, len(names), turn.count or 0)
            return {"correct": right, "count_exact": right}
        case "list":
            given = metrics.other_than(names or metrics.listed(said), turn.optional)
            lists = metrics.list_scores(given, turn.items)
            return {"correct": lists["list_f1"], **lists}
    facts = {
        "exact_match": metrics.exact_match(said, turn.answers),
        "f1": metrics.f1(said, turn.answers),
        "contains": metrics.contains(said, turn.answers),
        "rouge_l": metrics.rouge_l(said, turn.answers),
    }
    return {"correct": facts["contains"], **facts}


def _citations(answer: Answer, archive: Archive, judge: Judge) -> dict[str, float]:
    if answer.refused:
        return {}
    # ALCE shows its judge the title above the text; a quote alone often leaves its subject there.
    quotes = {c.number: f"{c.article.title}\n{c.quote}" for c in answer.citations}
    scores = citation_scores(answer.question, answer.text, quotes, judge)
    if answer.citations:
        scores["verbatim"] = sum(_stored(archive, c) for c in answer.citations) / len(answer.citations)
        scores["citation_length"] = sum(len(c.quote) for c in answer.citations) / len(answer.citations)
    return scores


def _stored(archive: Archive, citation: Citation) -> bool:
    try:
        text = archive.article(citation.article.id).text
    except ArchiveError:
        return False
    return bool(text[citation.start : citation.end] == citation.quote != "")


def search_scores(question: Question, hits: Sequence[Hit], k: int) -> dict[str, float]:
    """The retrieval scores of a question (of a dialog's first turn).

    Articles rank where their first passage does. Without gold articles only `answer_hit` is known,
    and only where the gold is words.
    """
    scores: dict[str, float] = {}
    if any(grade > 0 for grade in question.relevant.values()):
        ranked = list(dict.fromkeys(hit.passage.article.id for hit in hits))
        scores = {
            "recall@k": ranking.recall_at(k, ranked, question.relevant),
            "hit@1": ranking.hit_at(1, ranked, question.relevant),
            "hit@5": ranking.hit_at(5, ranked, question.relevant),
            "hit@k": ranking.hit_at(k, ranked, question.relevant),
            "mrr@k": ranking.reciprocal_rank(k, ranked, question.relevant),
            "ndcg@k": ranking.ndcg_at(k, ranked, question.relevant),
        }
    if golds := question.turns[0].golds:
        holds = [float(any(gold in hit.passage.text for gold in golds)) for hit in hits]
        for name, n in (("answer_hit@1", 1), ("answer_hit@5", 5), ("answer_hit@k", k)):
            scores[name] = max(holds[:n], default=0.0)
    return scores


def named(scores: Mapping[str, float], k: int) -> dict[str, float]:
    """The scores under their names with the run's k (recall@10); those beyond it left out."""
    full = {name.replace("@k", f"@{k}"): value for name, value in scores.items()}
    return {name: value for name, value in full.items() if int(name.partition("@")[2] or 0) <= k}


def metric(name: str) -> Metric | None:
    """What a score's name means (`recall@10` as `recall@k`); None of an unknown one."""
    return METRICS.get(name) or METRICS.get(name.partition("@")[0] + "@k")


def mean_scores(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Of each score the mean over the rows that have it: a dialog's scores from those of its turns."""
    names = [name for name in METRICS if any(name in row for row in rows)]
    return {name: sum(got := [r[name] for r in rows if name in r]) / len(got) for name in names}
