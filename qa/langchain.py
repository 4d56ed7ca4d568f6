"""Baowen inside LangChain: the archive as a retriever, the chatbot as a runnable."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import ConfigDict

from index import Archive, Filter, Hit
from qa.chatbot import Chatbot
from qa.retrieve import retrieve


class ArticleRetriever(BaseRetriever):
    """The passages of `archive` that fit a query best, best first, as LangChain documents.

    A document's `page_content` is `article.text[start:end]`; `metadata` holds the
    article's id, title, newspaper, published, page, section and the two offsets.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    archive: Archive
    k: int = 10  # passages
    where: Filter = Filter()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **kwargs: Any
    ) -> list[Document]:
        del run_manager  # part of LangChain's interface; nothing here calls back
        hits = retrieve(self.archive, query, kwargs.get("k", self.k), kwargs.get("where", self.where))
        return [_document(hit) for hit in hits]


def _document(hit: Hit) -> Document:
    passage = hit.passage
    article = passage.article
    return Document(
        id=f"{article.id}:{passage.start}",
        page_content=passage.text,
        metadata={
            "article": article.id,
            "title": article.title,
            "newspaper": article.newspaper,
            "published": article.published.isoformat() if article.published else None,
            "page": article.page,
            "section": article.section,
            "start": passage.start,
            "end": passage.end,
            "score": hit.score,
        },
    )


def runnable(bot: Chatbot) -> Runnable[str, dict[str, object]]:
    """`bot` as a LangChain runnable: a question in, `Answer.to_dict()` out."""

    def ask(question: str) -> dict[str, object]:
        return bot.ask(question).to_dict()

    return RunnableLambda(ask, name="baowen")
