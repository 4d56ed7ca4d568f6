"""Words of qa/web/evaluation: key → (Chinese, English)."""

WORDS: dict[str, tuple[str, str]] = {
    "evaluation.title": ("评测", "Evaluation"),
    "evaluation.promise": (
        "用一份有标准答案的题集，检查回答、引文和检索。",
        "Check answers, citations and retrieval with a set of questions whose answers are known.",
    ),
    "evaluation.drop": ("把题集拖到这里", "Drop a question set here"),
    "evaluation.choose": ("选择题集", "Choose a question set"),
    "evaluation.kinds": (
        "CSV 或 TSV 表格（列：question,answer 或 问题,答案），或 JSONL；"
        "读者的评价可用 baowen eval --ratings 转成题集",
        "A CSV or TSV table (columns question,answer or 问题,答案), or JSONL; "
        "baowen eval --ratings makes a set of readers’ ratings",
    ),
    "evaluation.sending": ("正在上传……", "Uploading…"),
    "evaluation.broken": ("上传中断，请重试", "The upload broke off; please try again"),
    "evaluation.error": ("没能完成，请重试", "That didn’t work; please try again"),
    "evaluation.runs": ("评测记录", "Runs"),
    "evaluation.none": ("还没有评测记录。", "No runs yet."),
    "evaluation.questions": ("{count} 题", "{count} question(s)"),
    "evaluation.running": ("已答 {answered} / {questions} 题", "{answered} of {questions} answered"),
    "evaluation.waiting": ("等待前面的评测", "Waiting for another run"),
    "evaluation.scoring": ("正在计分……", "Scoring…"),
    "evaluation.stop": ("停止", "Stop"),
    "evaluation.go_on": ("继续", "Go on"),
    "evaluation.cut": (
        "停在 {answered} / {questions} 题，可以继续",
        "Stopped at {answered} of {questions}; it can go on",
    ),
    "evaluation.open": ("查看", "View"),
    "evaluation.delete": ("删除", "Delete"),
    "evaluation.sure": (
        "删除这次评测的结果？删除后无法恢复。",
        "Delete the results of this run? This can’t be undone.",
    ),
    "evaluation.yes": ("删除", "Delete"),
    "evaluation.no": ("取消", "Cancel"),
    "evaluation.back": ("全部评测", "All runs"),
    "evaluation.report": ("打开报告", "Open the report"),
    "evaluation.download": ("下载报告", "Download the report"),
    "evaluation.answers": ("下载全部回答（JSONL）", "Download all answers (JSONL)"),
    "evaluation.metrics": ("下载指标（JSON）", "Download the metrics (JSON)"),
    "evaluation.range": ("95% 区间 {low}–{high}，{n} 题", "95% {low}–{high}, n = {n}"),
    "evaluation.more": ("全部指标", "All metrics"),
    "evaluation.metric": ("指标", "Metric"),
    "evaluation.value": ("数值", "Value"),
    "evaluation.interval": ("95% 区间", "95% interval"),
    "evaluation.asked": ("题数", "n"),
    "evaluation.wrong": ("没有全对的 {count} 题", "{count} question(s) not fully right"),
    "evaluation.right": ("每一题都全对。", "Every question is fully right."),
    "evaluation.next": ("再看 {count} 题", "Show {count} more"),
    "evaluation.failed": ("评测中断：{why}", "The run stopped: {why}"),
    "evaluation.skipped": ("题集中有 {count} 条不能用：{first}", "Left out, {count} in all: {first}"),
    "evaluation.drafts": (
        "其中 {count} 题是未经人工校对的草稿。",
        "{count} question(s) not corrected by hand.",
    ),
    "evaluation.empty": (
        "文库里还没有文章，先去添加一些。",
        "The archive is empty; add some articles first.",
    ),
}
