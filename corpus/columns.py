"""What the fields of article records are called, in other people's tables too."""

from collections.abc import Mapping
from typing import Any

# In lower case. Where a record has a field under several names, its proper name counts.
_ALIASES = {
    "id": "编号 文章编号",
    "title": "标题 題目 题目 标题名 题名 headline",
    "text": "正文 内容 內容 全文 文章内容 content body",
    "newspaper": "报纸 報紙 报纸名称 报名 媒体 paper",
    "published": "日期 出版日期 发布日期 发表日期 见报日期 date published_at publish_date",
    "page": "版次 版面 版号 版",
    "section": "版名 栏目 版面名称 column",
    "byline": "作者 记者 記者 author",
    "source": "来源 來源 出处 链接 url link",
}
NAMES = {alias: name for name, aliases in _ALIASES.items() for alias in (name, *aliases.split())}


def renamed(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """`record` with its fields under their proper names too."""
    if record.keys() <= _ALIASES.keys():
        return record
    return {NAMES.get(str(name).strip().lower(), name): value for name, value in record.items()} | {**record}
