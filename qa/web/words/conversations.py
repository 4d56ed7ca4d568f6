"""What the list of conversations and their exports say: key → (中文, English)."""

WORDS: dict[str, tuple[str, str]] = {
    "conversations.title": ("对话", "Conversations"),
    "conversations.new": ("新对话", "New conversation"),
    "conversations.untitled": ("未命名的对话", "Untitled conversation"),
    "conversations.none": (
        "还没有对话。提一个问题，它就会记在这里。",
        "No conversations yet. Ask a question and it is kept here.",
    ),
    "conversations.open": ("打开对话：{title}", "Open conversation: {title}"),
    "conversations.more": ("对话“{title}”的操作", "Actions for “{title}”"),
    "conversations.rename": ("重命名", "Rename"),
    "conversations.delete": ("删除", "Delete"),
    "conversations.sure": (
        "删除这个对话？删除后无法恢复。",
        "Delete this conversation? This can’t be undone.",
    ),
    "conversations.yes": ("删除", "Delete"),
    "conversations.no": ("取消", "Cancel"),
    "conversations.save": ("保存", "Save"),
    "conversations.name": ("对话的名称", "Name of the conversation"),
    "conversations.markdown": ("导出 Markdown", "Export Markdown"),
    "conversations.word": ("导出网页（Word 可打开）", "Export HTML (opens in Word)"),
    "conversations.copy": ("复制，可贴入 Word", "Copy for Word"),
    "conversations.copied": ("已复制", "Copied"),
    "conversations.failed": ("没能完成，请重试。", "That didn’t work; please try again."),
    "conversations.today": ("今天", "Today"),
    "conversations.week": ("最近七天", "Last seven days"),
    "conversations.older": ("更早", "Older"),
    # Exports.
    "export.references": ("参考文献", "References"),
    "export.excerpts": ("原文摘录", "Excerpts"),
    "export.nearest": ("最接近的摘录", "Closest excerpts"),
    "export.chosen": ("范围：{chosen}", "Limited to: {chosen}"),
    "export.made": (
        "由报问导出，{day}。引文均为原文。",
        "Exported from Baowen, {day}. Every quote is verbatim.",
    ),
    "export.unanswered": ("（没有回答）", "(not answered)"),
}
