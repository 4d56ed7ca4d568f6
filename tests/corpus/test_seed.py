"""The bundled page: two stories, columns out of order, headlines far from their text."""

from datetime import date

import pytest

from corpus import Article, load, sample
from corpus.page import split_page

SECTIONS = [
    (
        "如何做到“要GDP又不唯GDP”？ 统筹推进质的有效提升和量的合理增长",
        "高质量发展是全面建设社会主义现代化国家的首要任务",
    ),
    (
        "如何打造具有全国影响力的科技创新中心？ 统筹推进服务国家科技自立自强与增强产业科技核心竞争力",
        "成都是国家科技重镇，如何发挥好这些优势",
    ),
    (
        "如何增强城市核心功能，建强“都市圈”？ 统筹推进办好自己的事与办好合作的事",
        "对成都而言，主动融入和服务新发展格局",
    ),
    ("如何在高质量发展中促进共同富裕？ 统筹推进做大蛋糕与分好蛋糕", "既把蛋糕做大，又把蛋糕分好"),
    (
        "如何让物质文明与精神文明相得益彰？ 统筹推进物质文明和精神文明相互促进、协调发展",
        "中国式现代化是物质文明和精神文明相协调的现代化。",
    ),
    (
        "如何深化智慧蓉城建设？ 统筹推进高质量发展和高水平安全",
        "成都作为国家中心城市、成渝极核城市，进入高质量发展阶段",
    ),
]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    found = list(load([sample()]))
    assert all(isinstance(item, Article) for item in found)
    return [item for item in found if isinstance(item, Article)]


def headings(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in article.headings]


def test_two_articles_with_their_fields(articles: list[Article]) -> None:
    main, second = articles
    assert main.title == "聚焦高质量发展首要任务 统筹推进“六大关系”"
    assert second.title == "如何更好服务国家科技自立自强，推动科技成果转化有力有效？"
    assert main.byline == "杨帆 成都日报锦观新闻记者 李霞 李世芳"
    assert second.byline == "成都日报锦观新闻记者 黄雪松 李世芳"
    assert [article.id for article in articles] == ["成都日报-2023-03-20-03-1", "成都日报-2023-03-20-03-2"]
    for article in articles:
        assert (article.newspaper, article.published) == ("成都日报", date(2023, 3, 20))
        assert (article.page, article.section) == ("03", "要闻")


def test_sections_stand_before_their_text_in_reading_order(articles: list[Article]) -> None:
    main, second = articles
    assert headings(main) == [
        "市委举行的读书班上，学员结合工作实际，热议如何写好中国式现代化成都篇章",
        *(heading for heading, _ in SECTIONS),
    ]
    for (_, end), (_, beginning) in zip(main.headings[1:], SECTIONS, strict=True):
        assert main.text[end + 1 :].startswith(beginning)
    assert headings(second) == [
        "读书班以“科技创新”为主题进行专题辅导",
        "吸引更多创新资源汇聚成都 服务国家高水平科技自立自强",
        "突出企业的创新主体地位 推动科技成果转化有力有效",
    ]
    assert main.text.split("\n")[1].startswith("成都市传达学习党的二十届二中全会")
    assert main.text.endswith("促进数据要素高效流通，赋能数字经济发展和“微网实格”治理。")


def test_lines_cut_by_width_and_by_columns_are_whole_again(articles: list[Article]) -> None:
    main, second = articles
    assert "进入高质量发展阶段，城市规模" in main.text
    assert "廖暾带来好消息：位于东部新区的久隆水库工程已经开工" in main.text
    assert "构建“5+N”产业生态" in main.text
    assert "“要GDP又不唯GDP”？市经信局" in main.text
    assert "作用日益彰显。\n如何更好地服务国家科技自立自强成为了摆在学员们面前" in second.text
    assert len(main.text.split("\n")) == 7 + 2 + 3 + 3 + 3 + 5 + 3 + 4
    assert len(second.text.split("\n")) == 3 + 1 + 5 + 5


def test_furniture_and_masthead_stay_out(articles: list[Article]) -> None:
    page = split_page(sample().read_text(encoding="utf-8"), sample())
    assert page.masthead == ("03", "2023年3月20日 星期一要闻")
    assert [line[:4] for line in page.furniture] == ["编辑：刘", "党报热线"]
    for article in articles:
        assert "编辑：" not in article.text
        assert "热线" not in article.text
