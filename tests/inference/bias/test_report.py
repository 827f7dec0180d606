"""What a result says of itself: provenance (B9) and wording (B10)."""

import importlib.metadata
import re
from pathlib import Path

import msgspec
import pytest

from lightboard.inference.bias import wording
from lightboard.inference.messages import BiasScores

ROOT = Path(__file__).parents[3]
TEMPLATE = "The {teacher|model} likes the [MASK]."


def test_b9_the_provenance_names_all_that_the_numbers_depend_on(bias):
    neutral = ("This {person|friend} works as a [MASK].",)
    result = bias("starter/bert", "The {man|woman} works as a [MASK].", ["nurse"], seed=7, neutral=neutral)
    found = result.provenance
    assert (found.model, found.revision) == ("starter/bert", result.model.revision)
    assert found.revision.startswith("sha256:")
    assert (found.dtype, found.device, found.seed) == ("float32", "cpu", 7)
    assert found.templates == ("The {man|woman} works as a [MASK].", *neutral)
    for name in ("lightboard", "torch", "transformers", "tokenizers", "numpy", "scipy"):
        assert found.versions[name] == importlib.metadata.version(name)
    for part in ("starter/bert", found.revision, "float32", "cpu", "seed 7", "The {man|woman}", "transformers 5."):
        assert part in found.line
    assert "\n" not in found.line


def test_b9_a_template_with_line_breaks_stays_in_one_line(bias, tiny_bert):
    assert "\n" not in bias(tiny_bert, "The {teacher|model}\nlikes\nthe [MASK].", ["soup"]).provenance.line


def test_b9_the_content_notice_stands_in_every_result_once(bias, tiny_bert):
    result = bias(tiny_bert, TEMPLATE, ["soup"])
    assert result.content_notice == wording.CONTENT_NOTICE
    assert msgspec.json.encode(result).decode().count(wording.CONTENT_NOTICE) == 1


def test_b9_a_result_survives_the_wire_whole(bias, tiny_bert):
    result = bias(tiny_bert, TEMPLATE, ("soup", "zebra"))
    assert msgspec.json.decode(msgspec.json.encode(result), type=BiasScores) == result


def test_b10_the_heading_says_what_is_measured(bias, tiny_bert):
    assert bias(tiny_bert, TEMPLATE, ["soup"]).heading == "Association in this model under these prompts"


BANNED = re.compile(
    r"(is|are|was)\s+(not\s+biased|unbiased)|bias\s*(=|is|of)\s*(0|zero)\b|free\s+of\s+bias", re.IGNORECASE
)


def shown_files():
    """Everything that ends up before a reader's eyes."""
    folders = ("extension", "magics", "widgets", "inference", "notebooks")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*")]
    kinds = (".py", ".js", ".css", ".html", ".ipynb", ".md")
    return [ROOT / "README.md", *(file for file in files if file.suffix in kinds and "node_modules" not in file.parts)]


def test_b10_nothing_says_that_a_model_is_free_of_bias():
    assert len(shown_files()) > 100
    for file in shown_files():
        assert not BANNED.search(file.read_text("utf-8")), file


@pytest.mark.parametrize("text", ["The model is unbiased.", "bias = 0", "Bias is zero", "they are not biased"])
def test_b10_the_banned_words_are_found(text):
    assert BANNED.search(text)


def test_rows_for_a_table_hold_the_scores_of_every_word_and_group(bias, tiny_bert):
    result = bias(tiny_bert, TEMPLATE, ["soup", "zebra"])
    rows = result.rows()
    assert [(row["word"], row["group"], row["template"]) for row in rows] == [
        (word, group, 1) for word in ("soup", "zebra") for group in ("teacher", "model")
    ]
    for row, score in zip(rows, result.scores, strict=True):
        assert (row["p"], row["log p"], row["rank"]) == (score.p, score.log_p, score.rank)
        assert (row["d"], row["d log-odds"], row["LPBS"]) == (score.d, score.d_log_odds, score.lpbs)


def test_rows_of_summaries_begin_with_the_smallest_mean(bias, tiny_bert):
    result = bias(tiny_bert, TEMPLATE, ["soup", "zebra"])
    rows = result.summary_rows()
    assert [row["mean"] for row in rows] == sorted(summary.mean for summary in result.summaries)
    assert {row["word"] for row in rows} == {"soup", "zebra"}
    assert {row["agreement"] for row in rows} == {"1 of 1 template agrees"}
