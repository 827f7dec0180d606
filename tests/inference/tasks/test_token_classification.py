from __future__ import annotations

import functools
import itertools
import json
import shutil
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import shipped

from lightboard.inference.errors import InvalidInput, InvalidOption, NumericalError
from lightboard.inference.messages import Entity
from lightboard.inference.tasks.entity_groups import group, without_overlaps

TEXTS = [
    "The teacher draws a bright red line on the glass board.",
    "soup",
    "Mr. O'Neill-Smith visits Zürich: zebras, quokkas & 333 wombats!",
    "We like the warm soup, but the cold bread was terrible.",
    "محمد يعمل في القاهرة",
    "नमस्ते दुनिया, मेरा नाम राज है",
    "Emoji 👩‍👩‍👧 and 🙂 between soup and bread",
]
LONG = " ".join(TEXTS[:4] * 5)
STRATEGIES = ["none", "simple", "first", "average", "max"]


@functools.cache
def recogniser(folder):
    import torch
    import transformers

    return transformers.pipeline("token-classification", str(folder), device="cpu", dtype=torch.float32)


def oracle(folder, inputs, **options):
    """Return what transformers' pipeline returns, one list per input."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [recogniser(folder)(text, **options) for text in inputs]


def assert_same(ours, theirs):
    assert len(ours) == len(theirs)
    for mine, other in zip(ours, theirs, strict=True):
        assert len(mine) == len(other)
        for row, expected in zip(mine, other, strict=True):
            assert row.keys() == expected.keys()
            assert isinstance(row["score"], float)
            assert row["score"] == pytest.approx(float(expected["score"]), abs=1e-6)
            assert {**row, "score": 0} == {**expected, "score": 0}


def entries(output):
    return [one.entry() for one in output.outputs]


@pytest.mark.parametrize("ignore", [None, [], ["O", "PER", "B-LOC"]], ids=str)
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_equals_the_pipeline_of_transformers(tiny_ner, pipeline, strategy, ignore):
    options = {"aggregation_strategy": strategy} | ({} if ignore is None else {"ignore_labels": ignore})
    theirs = oracle(tiny_ner, TEXTS, **options)
    output = pipeline("ner", tiny_ner, TEXTS, **options)
    assert output.task == "token-classification"
    assert sum(map(len, theirs)) > len(TEXTS)
    assert_same(entries(output), theirs)
    assert_same(entries(pipeline("token-classification", tiny_ner, TEXTS[2], **options)), theirs[2:3])


def test_without_options_and_grouped_as_the_course_writes_it(tiny_ner, pipeline):
    assert_same(entries(pipeline("ner", tiny_ner, TEXTS)), oracle(tiny_ner, TEXTS))
    only_others = pipeline("ner", tiny_ner, TEXTS[0], ignore_labels="O")  # one label as a text
    assert_same(entries(only_others), oracle(tiny_ner, TEXTS[:1], ignore_labels=["O"]))
    simple = oracle(tiny_ner, TEXTS, aggregation_strategy="simple")
    assert_same(entries(pipeline("ner", tiny_ner, TEXTS, grouped_entities=True)), simple)
    alone = oracle(tiny_ner, TEXTS, aggregation_strategy="none")
    assert_same(entries(pipeline("ner", tiny_ner, TEXTS, grouped_entities=False)), alone)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_a_byte_level_tokenizer_equals_the_pipeline_of_transformers(tiny_gpt, tmp_path, pipeline, strategy):
    from transformers import AutoTokenizer, LlamaConfig, LlamaForTokenClassification

    config = LlamaConfig.from_pretrained(tiny_gpt, num_labels=4)
    LlamaForTokenClassification(config).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(tiny_gpt).save_pretrained(tmp_path)
    texts = [text for text in TEXTS if len(text.encode()) < 64]
    options = {"aggregation_strategy": strategy}
    assert_same(entries(pipeline("ner", tmp_path, texts, **options)), oracle(tmp_path, texts, **options))


@pytest.mark.parametrize("strategy", STRATEGIES[1:])
@pytest.mark.parametrize("stride", [0, 7, 40])
def test_windows_of_a_long_text_equal_the_pipeline_of_transformers(tiny_ner, pipeline, stride, strategy):
    options = {"aggregation_strategy": strategy, "stride": stride}
    texts = [LONG, TEXTS[0], LONG + TEXTS[2]]
    output = pipeline("ner", tiny_ner, texts, steps=True, **options)
    assert_same(entries(output), oracle(tiny_ner, texts, **options))
    assert output.steps[0].passes > 2
    assert output.steps[0].shape == (1, 64, 5)
    assert output.steps[1].passes == 1


def test_a_long_text_is_refused_and_never_cut(tiny_ner, pipeline):
    sentence = r"^Text 2 has \d+ tokens, but .* takes at most 64\. .*aggregation_strategy=simple stride=16"
    with pytest.raises(InvalidInput, match=sentence):
        pipeline("ner", tiny_ner, [TEXTS[0], LONG], aggregation_strategy="simple")


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_offsets_are_code_points(tiny_ner, pipeline, strategy):
    output = pipeline("ner", tiny_ner, TEXTS, aggregation_strategy=strategy, ignore_labels=[])
    for text, found in zip(TEXTS, output.outputs, strict=True):
        covered = {at for entity in found.entities for at in range(entity.start, entity.end)}
        assert {at for at, character in enumerate(text) if character.isalnum()} <= covered
    (emoji,) = (entity for entity in output.outputs[-1].entities if "🙂" in TEXTS[-1][entity.start : entity.end])
    assert TEXTS[-1][emoji.end :].endswith("bread") or strategy != "none"


def test_the_same_text_twice_gives_the_same_twice(tiny_ner, pipeline):
    one, other = entries(pipeline("ner", tiny_ner, [TEXTS[0]] * 2))
    assert one == other


def test_a_text_without_entities_gives_an_empty_list(tiny_ner, pipeline):
    every = ["O", "PER", "LOC"]
    options = {"aggregation_strategy": "simple", "ignore_labels": every}
    assert entries(pipeline("ner", tiny_ner, TEXTS[:2], **options)) == [[], []]


def test_steps_show_the_best_label_of_each_token(tiny_ner, pipeline):
    output = pipeline("ner", tiny_ner, TEXTS[0], steps=True)
    (step,) = output.steps
    assert step.shape == (1, len(step.tokens), 5)
    assert step.total == len(step.tokens) == len(step.logits) == len(step.scores)
    assert [token.special for token in step.tokens] == [True] + [False] * (len(step.tokens) - 2) + [True]
    for entity in output.outputs[0].entities:
        assert step.scores[entity.index].label == f"{entity.word} {entity.label}"
        assert step.scores[entity.index].value == pytest.approx(entity.score)
    assert step.function == "softmax for each token"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"aggregation": "simple"}, r"no option 'aggregation'\. Did you mean 'aggregation_strategy'"),
        ({"aggregation_strategy": "simpel"}, r"must be one of none, simple, .*Did you mean 'simple'"),
        ({"aggregation_strategy": "max", "grouped_entities": True}, r"Give only one of the two"),
        ({"grouped_entities": 1}, r"must be True or False"),
        ({"ignore_labels": [3]}, r"ignore_labels must be"),
        ({"stride": 8}, r"stride needs groups.*Add aggregation_strategy=simple"),
        ({"stride": -1, "aggregation_strategy": "simple"}, r"stride must be 0 or more"),
        ({"stride": 62, "aggregation_strategy": "simple"}, r"stride must be below 62"),
    ],
)
def test_wrong_options_get_a_sentence(tiny_ner, pipeline, options, sentence):
    with pytest.raises(InvalidOption, match=sentence):
        pipeline("ner", tiny_ner, TEXTS[0], **options)


@pytest.mark.parametrize(("inputs", "sentence"), [([], "no input"), (["soup", " "], "Text 2 is empty")])
def test_wrong_inputs_get_a_sentence(tiny_ner, pipeline, inputs, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        pipeline("ner", tiny_ner, inputs)


def test_nan_is_an_error(tiny_ner, tmp_path, pipeline):
    from safetensors.torch import load_file, save_file

    folder = Path(shutil.copytree(tiny_ner, tmp_path / "model"))
    weights = load_file(folder / "model.safetensors")
    weights["classifier.bias"][1] = float("nan")
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(NumericalError, match="NaN or infinite logits for 'soup'"):
        pipeline("ner", folder, "soup")


def test_a_model_for_another_task_is_refused(tiny_bert, pipeline):
    from lightboard.inference.errors import ModelLoadError

    with pytest.raises(ModelLoadError, match="no trained weights for token-classification"):
        pipeline("ner", tiny_bert, "soup")


LABELS = st.sampled_from(["O", "B-PER", "I-PER", "I-LOC", "B-LOC", "NOUN"])


@settings(deadline=None)
@given(st.lists(LABELS, max_size=12))
def test_groups_hold_every_token_once_and_never_join_a_beginning(labels):
    tokens = [
        Entity(label=label, score=0.5, word=str(at), start=2 * at, end=2 * at + 1) for at, label in enumerate(labels)
    ]
    groups = group(tokens, " ".join)
    assert " ".join(one.word for one in groups).split() == [token.word for token in tokens]
    for one in groups:
        inside = [tokens[int(word)].label for word in one.word.split()]
        assert not any(label.startswith("B-") for label in inside[1:])
        assert {label.split("-")[-1] for label in inside} == {one.label}


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 9), st.floats(0, 1))


@settings(deadline=None)
@given(st.lists(SPANS, max_size=12))
def test_of_overlapping_entities_one_stays(spans):
    entities = [
        Entity(label="PER", score=score, word="", start=start, end=start + size) for start, size, score in spans
    ]
    kept = without_overlaps(entities)
    assert all(one in entities for one in kept)
    assert bool(kept) == bool(entities)
    assert all(one.end <= other.start for one, other in itertools.pairwise(kept))
    if entities:
        longest = max(entity.end - entity.start for entity in entities if entity.start == kept[0].start)
        assert kept[0].end - kept[0].start == longest


def test_a_slow_tokenizer_finds_the_same_tokens(tmp_path, pipeline):
    from transformers import ByT5Tokenizer, T5Config, T5ForTokenClassification

    tokenizer = ByT5Tokenizer()
    config = T5Config(vocab_size=len(tokenizer), d_model=32, d_kv=8, d_ff=64, num_layers=2, num_heads=4, num_labels=3)
    T5ForTokenClassification(config).save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)
    theirs = oracle(tmp_path, TEXTS[:2], aggregation_strategy="simple", ignore_labels=[])
    ours = entries(pipeline("ner", tmp_path, TEXTS[:2], aggregation_strategy="simple", ignore_labels=[]))
    without_place = [[{**row, "start": None, "end": None} for row in rows] for rows in ours]
    assert_same(without_place, theirs)
    assert all(TEXTS[1][row["start"] : row["end"]] == row["word"] for row in ours[1] if row["word"].strip("</s>"))
    with pytest.raises(InvalidOption, match=r"which tokens make a word\. Use aggregation_strategy=simple"):
        pipeline("ner", tmp_path, "soup", aggregation_strategy="first")
    with pytest.raises(InvalidOption, match="cannot make windows"):
        pipeline("ner", tmp_path, "soup", aggregation_strategy="simple", stride=2)


def test_labels_without_a_beginning_are_whole_entities(tiny_ner, tmp_path, pipeline):
    folder = Path(shutil.copytree(tiny_ner, tmp_path / "model"))
    config = json.loads((folder / "config.json").read_text())
    names = ["O", "NOUN", "VERB", "I-X-Y", "B-X-Y"]
    config |= {"id2label": dict(enumerate(names)), "label2id": {name: at for at, name in enumerate(names)}}
    (folder / "config.json").write_text(json.dumps(config))
    for strategy in STRATEGIES:
        options = {"aggregation_strategy": strategy}
        assert_same(entries(pipeline("ner", folder, TEXTS, **options)), oracle(folder, TEXTS, **options))


def test_the_course_example_on_the_starter_model(pipeline):
    shipped("bert-ner")
    text = "My name is Sylvain and I work at Hugging Face in Brooklyn."
    (found,) = entries(pipeline("ner", "starter/bert-ner", text, grouped_entities=True))
    kinds = [(row["entity_group"], row["word"], row["start"], row["end"]) for row in found]
    assert kinds == [("PER", "Sylvain", 11, 18), ("ORG", "Hugging Face", 33, 45), ("LOC", "Brooklyn", 49, 57)]
    assert min(row["score"] for row in found) > 0.9
