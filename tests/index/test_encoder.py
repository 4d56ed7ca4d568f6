import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import backbone
from index.backbone import WeightsError, decode_q4, embed, read_weights, tokenizer
from index.encoder import EncoderError, fingerprint, load_encoder, query_vectors


def block(scale: float, halves: list[int]) -> np.ndarray:
    """One Q4_0 block as llama.cpp lays it out, from its 32 4-bit values."""
    packed = bytes(low | high << 4 for low, high in zip(halves[:16], halves[16:], strict=True))
    return np.frombuffer(np.float16(scale).tobytes() + packed, np.uint8)


def test_block_written_out():
    # 0.5 is 0x3800 in float16. Byte 0x9A: weight 0 is 0xA = 10, weight 16 is 0x9 = 9; 0x88 is zero twice.
    raw = np.frombuffer(bytes.fromhex("0038" + "9a" + "88" * 14 + "0f"), np.uint8)
    weights = decode_q4(raw.reshape(1, 18))[0]
    assert weights.dtype == np.float32
    assert weights[0] == 1.0  # (10 - 8) * 0.5
    assert weights[16] == 0.5  # (9 - 8) * 0.5
    assert weights[15] == 3.5  # (15 - 8) * 0.5
    assert weights[31] == -4.0  # (0 - 8) * 0.5
    assert not weights[1:15].any()


@given(
    st.lists(
        st.tuples(
            st.sampled_from([0.0, 0.25, -2.0, 0.125]), st.lists(st.integers(0, 15), min_size=32, max_size=32)
        ),
        min_size=2,
        max_size=6,
    ).filter(lambda blocks: len(blocks) % 2 == 0)
)
def test_rows_of_blocks(blocks):
    """Two blocks a row; the oracle multiplies value by value."""
    rows = np.concatenate([block(scale, halves) for scale, halves in blocks]).reshape(-1, 36)
    expected = [[(half - 8) * scale for half in halves] for scale, halves in blocks]
    assert decode_q4(rows).reshape(-1, 32).tolist() == expected


def test_importing_the_encoder_is_cheap():
    heavy = "{'torch', 'onnxruntime', 'tokenizers', 'sentence_transformers', 'transformers'}"
    code = f"import sys, index.encoder; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


@pytest.fixture
def copied_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small folder of checked files in place of the real one."""
    shutil.copy(backbone.MODELS / "tokenizer.json", tmp_path)
    shutil.copy(backbone.MODELS / "SHA256SUMS", tmp_path)
    monkeypatch.setattr(backbone, "MODELS", tmp_path)
    tokenizer.cache_clear()
    yield tmp_path
    tokenizer.cache_clear()


def test_damaged_file(copied_models: Path):
    assert tokenizer().get_vocab_size() > 50_000
    tokenizer.cache_clear()
    data = bytearray((copied_models / "tokenizer.json").read_bytes())
    data[len(data) // 2] ^= 1
    (copied_models / "tokenizer.json").write_bytes(data)
    with pytest.raises(WeightsError, match=r"tokenizer\.json: damaged .* restore it with") as caught:
        tokenizer()
    assert "\n" not in str(caught.value)


def test_missing_file(copied_models: Path):
    with pytest.raises(WeightsError, match=r"words\.q4: can't be read .* restore it with"):
        read_weights(copied_models / "words.q4")


def test_missing_checksums(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("index.encoder.MODELS", tmp_path)
    with pytest.raises(WeightsError, match=r"SHA256SUMS: can't be read .* restore it with"):
        fingerprint()


def test_file_that_is_not_listed(copied_models: Path):
    (copied_models / "other.onnx").write_bytes(b"x")
    with pytest.raises(WeightsError, match=r"other\.onnx"):
        read_weights(copied_models / "other.onnx")


class Fake:
    """Nothing but the two calls that the archive makes."""

    def __init__(self, value: float):
        self.value = value

    def encode_document(self, texts):
        return np.full((len(texts), 4), self.value, np.float32)

    encode_query = encode_document


def test_a_loaded_model_passes_through():
    fake = Fake(0.5)
    assert load_encoder(fake) is fake


def test_fingerprint_tells_models_apart():
    assert fingerprint(Fake(0.5)) == fingerprint(Fake(0.5))
    assert fingerprint(Fake(0.5)) != fingerprint(Fake(0.25))
    assert fingerprint(Fake(0.5)).startswith("Fake/4/")
    assert fingerprint().startswith("bundled/384/")


@pytest.mark.models
class TestTokenizer:
    def test_special_ids(self):
        assert [tokenizer().token_to_id(t) for t in ("<s>", "<pad>", "</s>", "<unk>")] == [0, 1, 2, 3]
        assert tokenizer().token_to_id("<mask>") is not None

    def test_pair_has_xlmr_marks_and_offsets(self):
        encoding = tokenizer().encode("哪座？", "久隆水库")
        assert [encoding.ids[0], encoding.ids[-1]] == [0, 2]
        assert encoding.ids.count(2) == 3
        spans = [
            span for span, part in zip(encoding.offsets, encoding.sequence_ids, strict=True) if part == 1
        ]
        assert (min(spans)[0], max(end for _, end in spans)) == (0, 4)

    @pytest.mark.parametrize(
        ("text", "tokens"),
        [
            ("１２３㎡", ["▁123", "m", "2"]),  # NFKC
            ("3～5天", ["▁3", "～", "5", "天"]),  # but for the range sign
            ("水\u200b库\x07", ["▁", "水", "▁", "库"]),
            ("臺灣", ["▁", "臺灣"]),
        ],
    )
    def test_normalisation(self, text, tokens):
        assert tokenizer().encode(text, add_special_tokens=False).tokens == tokens

    def test_covers_common_characters(self):
        text = (
            "的一是了我不在人有这这個國學習東西會說話時間問題體育經濟，。！？《》“”—…ABCxyz0123%￥℃★αβПжあア"
        )
        assert 3 not in tokenizer().encode(text).ids

    def test_every_token_has_a_row(self):
        assert embed(np.array([[0, tokenizer().get_vocab_size() - 1]])).shape == (1, 2, 384)
        with pytest.raises(IndexError):
            embed(np.array([tokenizer().get_vocab_size()]))


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


@pytest.mark.models
class TestBundled:
    texts = (
        "久隆水库去年建成。",
        "",
        "👍🏻🎉",
        "水" * 5000,
        "The reservoir was completed last year.",
        "<mask></s>",
    )

    def test_is_a_sentence_transformer(self, encoder):
        from sentence_transformers import SentenceTransformer

        assert isinstance(encoder, SentenceTransformer)
        assert encoder.get_embedding_dimension() == 384

    @pytest.mark.parametrize("encode", ["encode_query", "encode_document"])
    def test_unit_float32(self, encoder, encode):
        vectors = getattr(encoder, encode)(list(self.texts))
        assert vectors.dtype == np.float32
        assert vectors.shape == (len(self.texts), 384)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)

    def test_prompts_differ_and_are_e5s(self, encoder):
        query, document = encoder.encode_query("水库"), encoder.encode_document("水库")
        assert not np.allclose(query, document, atol=1e-3)
        assert np.array_equal(query, encoder.encode("query: 水库"))
        assert np.array_equal(document, encoder.encode("passage: 水库"))

    def test_company_and_order_change_nothing(self, encoder):
        together = encoder.encode_document(list(self.texts))
        backwards = encoder.encode_document(list(self.texts)[::-1], batch_size=2)[::-1]
        alone = np.stack([encoder.encode_document(text) for text in self.texts])
        assert np.array_equal(together, backwards)
        assert np.array_equal(together, alone)

    def test_light_path_gives_the_same_vectors(self, encoder):
        assert np.array_equal(query_vectors(self.texts), encoder.encode_query(list(self.texts)))
        assert query_vectors([]).shape == (0, 384)

    def test_long_text_is_cut_at_512_tokens(self, encoder):
        long = encoder.encode_document(["水库" * 2000, "水库" * 2500])
        assert np.array_equal(long[0], long[1])

    def test_meaning_crosses_languages(self, encoder):
        documents = encoder.encode_document(
            ["三坝水库今年春天完成了加固。", "昨晚的足球比赛以三比一结束。", "市图书馆延长了周末的开放时间。"]
        )
        for question in ("Which reservoir was reinforced this spring?", "哪座水庫今年春天完成加固？"):
            assert (documents @ encoder.encode_query(question)).argmax() == 0

    def test_fingerprint_needs_no_model(self, encoder):
        assert fingerprint(encoder) == fingerprint()

    def test_progress_bar(self, encoder, capsys):
        encoder.encode_document(["a"], show_progress_bar=True)
        assert "Batches" in capsys.readouterr().err


@pytest.mark.models
class TestOtherModels:
    def test_unknown_name_is_one_line(self):
        with pytest.raises(EncoderError, match="'no-such/model' can't be loaded") as caught:
            load_encoder("no-such/model")
        assert "\n" not in str(caught.value)

    def test_folder_that_is_no_model(self, tmp_path):
        (tmp_path / "notes.txt").write_text("not a model")
        with pytest.raises(EncoderError, match="can't be loaded"):
            load_encoder(tmp_path)

    def test_folder_with_a_model(self, tmp_path):
        """A tiny untrained model saved as sentence-transformers saves it loads by its folder."""
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import StaticEmbedding

        made = SentenceTransformer(
            modules=[StaticEmbedding(tokenizer(), embedding_dim=8)], prompts={"query": "q: "}, device="cpu"
        )
        made.save_pretrained(str(tmp_path))
        loaded = load_encoder(tmp_path)
        assert np.allclose(loaded.encode_query(["水库"]), made.encode_query(["水库"]))
        assert fingerprint(loaded) == fingerprint(made)
        loaded.prompts["query"] = ""
        assert fingerprint(loaded) != fingerprint(made)
