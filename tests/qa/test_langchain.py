"""The archive as a LangChain retriever, by LangChain's own standard tests; the chatbot as a runnable."""

from typing import Any

import pytest
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import RetrieversIntegrationTests

from index import Archive
from qa import Chatbot
from qa.langchain import ArticleRetriever, runnable


class TestArticleRetriever(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _with_archive(self, archive: Archive) -> None:
        self.archive = archive

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return ArticleRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"archive": self.archive, "k": 2}

    @property
    def retriever_query_example(self) -> str:
        return "青石大桥通车了吗"


def test_documents_carry_their_place(archive: Archive) -> None:
    document = ArticleRetriever(archive=archive).invoke("青石大桥通车")[0]
    article = archive.article(document.metadata["article"])
    assert document.page_content == article.text[document.metadata["start"] : document.metadata["end"]]


def test_the_chatbot_is_a_runnable(bot: Chatbot) -> None:
    answer = runnable(bot).invoke("文章里提到了哪些大桥？")
    assert answer["kind"] == "list"
    assert len(runnable(bot).batch(["市交通局局长是谁？", "月球上有什么？"])) == 2
