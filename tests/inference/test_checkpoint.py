from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path

import pytest
import torch

from lightboard.inference.checkpoint import context_length, load_checkpoint, resolve_device, resolve_dtype
from lightboard.inference.errors import InvalidOption, ModelLoadError
from lightboard.inference.heads import Head
from lightboard.inference.resolve import Resolved


def load(folder, head, *, device="cpu", dtype="auto", allow_pickle=False, **more):
    resolved = Resolved("the model", Path(folder), None, "folder")
    return load_checkpoint(resolved, head=head, device=device, dtype=dtype, allow_pickle=allow_pickle, **more)


@pytest.fixture
def copy(tmp_path):
    """Copy a model's folder, to be damaged; `config` changes config.json."""

    def make(folder, **config):
        copied = Path(shutil.copytree(folder, tmp_path / "copy"))
        if config:
            path = copied / "config.json"
            path.write_text(json.dumps(json.loads(path.read_text()) | config))
        return copied

    return make


@pytest.mark.parametrize(
    ("fixture", "head", "architecture", "family", "context"),
    [
        ("tiny_gpt", Head.CAUSAL_LM, "LlamaForCausalLM", "decoder", 64),
        ("tiny_bert", Head.MASKED_LM, "BertForMaskedLM", "encoder", 64),
        ("tiny_classifier", Head.SEQUENCE_CLASSIFICATION, "BertForSequenceClassification", "encoder", 64),
        ("tiny_t5", Head.SEQ2SEQ_LM, "T5ForConditionalGeneration", "encoder-decoder", None),
    ],
)
def test_a_checkpoint_says_what_it_is(request, fixture, head, architecture, family, context):
    folder = request.getfixturevalue(fixture)
    checkpoint = load(folder, head)
    info = checkpoint.info
    assert (info.architecture, info.family, info.context_length) == (architecture, family, context)
    assert (info.name, info.source, info.device, info.dtype) == ("the model", "folder", "cpu", "float32")
    assert info.parameters == sum(parameter.numel() for parameter in checkpoint.model.parameters())
    assert info.bytes >= 4 * info.parameters
    assert info.vocabulary_size == len(checkpoint.tokenizer)
    assert not checkpoint.model.training
    assert not any(parameter.requires_grad for parameter in checkpoint.model.parameters())


def test_weights_are_those_of_the_file(tiny_gpt):
    from safetensors.torch import load_file

    state = load(tiny_gpt, Head.CAUSAL_LM).model.state_dict()
    for name, tensor in load_file(tiny_gpt / "model.safetensors").items():
        assert torch.equal(state[name], tensor)


@pytest.mark.parametrize("stored", [torch.float16, torch.bfloat16])
def test_on_a_cpu_everything_is_float32(tiny_gpt, tmp_path, stored):
    from transformers import AutoModelForCausalLM, AutoTokenizer

    AutoModelForCausalLM.from_pretrained(tiny_gpt, dtype=stored).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(tiny_gpt).save_pretrained(tmp_path)
    assert {p.dtype for p in load(tmp_path, Head.CAUSAL_LM).model.parameters()} == {torch.float32}
    checkpoint = load(tmp_path, Head.CAUSAL_LM, dtype="bfloat16")
    assert {p.dtype for p in checkpoint.model.parameters()} == {torch.bfloat16}
    assert checkpoint.info.dtype == "bfloat16"


def test_the_strategy_of_the_checkpoint_stays_out_of_the_model(tiny_gpt, copy):
    folder = copy(tiny_gpt)
    strategy = {
        "do_sample": True,
        "temperature": 0.3,
        "top_k": 7,
        "max_length": 99,
        "eos_token_id": [1, 2],
        "bos_token_id": 0,
    }
    (folder / "generation_config.json").write_text(json.dumps(strategy))
    checkpoint = load(folder, Head.CAUSAL_LM)
    assert (checkpoint.generation_config.temperature, checkpoint.generation_config.top_k) == (0.3, 7)
    left = checkpoint.model.generation_config
    assert (left.eos_token_id, left.bos_token_id) == ([1, 2], 0)
    assert left.to_diff_dict().keys() <= {"eos_token_id", "bos_token_id", "transformers_version", "_from_model_config"}


# Names ----------------------------------------------------------------------------------------------------------------


def test_devices(monkeypatch):
    assert resolve_device("cpu") == "cpu"
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 0)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    assert resolve_device("auto") == "cpu"
    with pytest.raises(InvalidOption, match="'cuda' was asked for, but torch finds no CUDA GPU"):
        resolve_device("cuda")
    with pytest.raises(InvalidOption, match="Apple silicon"):
        resolve_device("mps")
    for wrong in ("gpu", "", "meta", "cuda:x"):
        with pytest.raises(InvalidOption, match="There is no device"):
            resolve_device(wrong)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    assert (resolve_device("auto"), resolve_device("cuda")) == ("cuda:0", "cuda:0")
    with pytest.raises(InvalidOption, match="this machine has one CUDA GPU, cuda:0"):
        resolve_device("cuda:3")


def test_dtypes():
    assert resolve_dtype("auto", "cpu") == "float32"
    assert resolve_dtype("auto", "cuda:0") == "auto"
    assert resolve_dtype("float16", "cpu") == "float16"
    with pytest.raises(InvalidOption, match=r"There is no dtype 'float61'\. Did you mean 'float16'"):
        resolve_dtype("float61", "cpu")


# What cannot be loaded ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fixture", "head", "sentence"),
    [
        ("tiny_bert", Head.SEQUENCE_CLASSIFICATION, r"\(BertForMaskedLM\) has no trained weights .*starter/bert-s"),
        ("tiny_classifier", Head.MASKED_LM, r"has no trained weights for fill-mask .*starter/bert "),
        ("tiny_bert", Head.CAUSAL_LM, r"the model \(bert, encoder\) is no model for text-generation\. .*starter/gpt"),
        ("tiny_gpt", Head.MASKED_LM, r"the model \(llama, decoder\) is no model for fill-mask\. .*starter/bert"),
        ("tiny_gpt", Head.SEQUENCE_CLASSIFICATION, r"has no trained weights for text-classification"),
        ("tiny_gpt", Head.SEQ2SEQ_LM, r"is no model for text2text-generation"),
    ],
)  # fmt: skip
def test_a_model_without_the_head_is_refused(request, fixture, head, sentence):
    with pytest.raises(ModelLoadError, match=sentence):
        load(request.getfixturevalue(fixture), head)


def test_weights_that_are_missing_inside_are_never_random(tiny_bert, copy):
    from safetensors.torch import load_file, save_file

    folder = copy(tiny_bert)
    weights = load_file(folder / "model.safetensors")
    del weights["bert.encoder.layer.1.output.dense.weight"]
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(
        ModelLoadError, match=r"incomplete: 1 are missing or of the wrong shape, such as bert\.encoder\.layer\.1"
    ):
        load(folder, Head.MASKED_LM)


def test_weights_of_another_shape_are_refused(tiny_classifier, copy):
    labels = {str(number): f"L{number}" for number in range(5)}
    folder = copy(tiny_classifier, id2label=labels, label2id={name: int(number) for number, name in labels.items()})
    with pytest.raises(ModelLoadError, match=r"2 are missing or of the wrong shape, such as classifier\.bias"):
        load(folder, Head.SEQUENCE_CLASSIFICATION)


@pytest.mark.parametrize("kept", [0, 5, 100, -1000])
def test_a_truncated_file_is_refused(tiny_bert, copy, kept):
    path = copy(tiny_bert) / "model.safetensors"
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ModelLoadError, match=r"model\.safetensors of the model is damaged or cut short"):
        load(path.parent, Head.MASKED_LM)


def test_a_missing_part_is_named(tiny_bert, copy):
    from transformers import AutoModelForMaskedLM

    folder = copy(tiny_bert)
    (folder / "model.safetensors").unlink()
    AutoModelForMaskedLM.from_pretrained(tiny_bert).save_pretrained(folder, max_shard_size="50KB")
    parts = sorted(folder.glob("model-*.safetensors"))
    assert len(parts) > 1
    assert load(folder, Head.MASKED_LM).info.parameters > 0
    parts[1].unlink()
    with pytest.raises(ModelLoadError, match=f"incomplete: {parts[1].name} is missing"):
        load(folder, Head.MASKED_LM)


@pytest.mark.parametrize("files", [["tokenizer.json"], ["tokenizer.json", "tokenizer_config.json"]])
def test_a_missing_tokenizer_is_refused_and_not_made_up(tiny_bert, copy, files):
    folder = copy(tiny_bert)
    for file in files:
        (folder / file).unlink()
    with pytest.raises(ModelLoadError, match="okenizer"):
        load(folder, Head.MASKED_LM)


def test_a_damaged_tokenizer_is_refused(tiny_bert, copy):
    folder = copy(tiny_bert)
    (folder / "tokenizer.json").write_text("{not json")
    with pytest.raises(ModelLoadError, match="The tokenizer of the model cannot be loaded"):
        load(folder, Head.MASKED_LM)


def test_a_tokenizer_that_needs_sentencepiece_says_so(tiny_marian, copy, monkeypatch):
    folder = copy(tiny_marian)
    (folder / "tokenizer.json").unlink()
    (folder / "tokenizer_config.json").write_text('{"source_lang": "fr", "target_lang": "en"}')
    for file in ("source.spm", "target.spm", "vocab.json"):
        (folder / file).write_text("{}")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(ModelLoadError, match=r"\.spm\) needs the package sentencepiece, .*pip install sentencepiece"):
        load(folder, Head.SEQ2SEQ_LM)


def test_unknown_architectures_and_remote_code_are_refused(tiny_bert, copy):
    folder = copy(tiny_bert, model_type="quantum")
    with pytest.raises(ModelLoadError, match=r"'quantum' model, which transformers \S+ does not know"):
        load(folder, Head.MASKED_LM)
    shutil.rmtree(folder)
    folder = copy(tiny_bert, model_type="quantum", auto_map={"AutoConfig": "code.Config"})
    (folder / "code.py").write_text("raise SystemExit('remote code ran')")
    with pytest.raises(ModelLoadError, match="needs code from its own repository"):
        load(folder, Head.MASKED_LM)


def test_code_in_the_folder_of_a_known_architecture_never_runs(tiny_bert, copy):
    folder = copy(tiny_bert, auto_map={"AutoConfig": "code.Config", "AutoModelForMaskedLM": "code.Model"})
    (folder / "code.py").write_text("raise SystemExit('remote code ran')")
    assert load(folder, Head.MASKED_LM).info.architecture == "BertForMaskedLM"


def test_pickles_are_loaded_only_when_allowed(tiny_bert, copy):
    from safetensors.torch import load_file

    folder = copy(tiny_bert)
    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    with pytest.raises(ModelLoadError, match=r"are pickle files, which can run code"):
        load(folder, Head.MASKED_LM)
    assert load(folder, Head.MASKED_LM, allow_pickle=True).info.architecture == "BertForMaskedLM"


class _Malice:
    def __reduce__(self):
        return (exec, ("import pathlib; pathlib.Path('pickled-code-ran').touch()",))


def test_an_allowed_pickle_runs_no_code(tiny_bert, copy, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = copy(tiny_bert)
    (folder / "model.safetensors").unlink()
    torch.save({"weights": _Malice()}, folder / "pytorch_model.bin")
    with pytest.raises(ModelLoadError, match="cannot be loaded"):
        load(folder, Head.MASKED_LM, allow_pickle=True)
    assert not (tmp_path / "pickled-code-ran").exists()


# Context and noise ----------------------------------------------------------------------------------------------------


def test_the_positions_of_roberta_start_behind_the_padding():
    from transformers import RobertaConfig, RobertaForMaskedLM

    config = RobertaConfig(
        vocab_size=20, hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8,
        max_position_embeddings=34, pad_token_id=1,
    )  # fmt: skip
    model = RobertaForMaskedLM(config).eval()

    class Unlimited:
        model_max_length = 10**30

    limit = context_length(model, Unlimited())
    assert limit == 32
    ids = torch.full((1, limit), 5)
    model(input_ids=ids)  # fits
    with pytest.raises((IndexError, RuntimeError), match="out of"):
        model(input_ids=torch.full((1, limit + 1), 5))
    Unlimited.model_max_length = 20
    assert context_length(model, Unlimited()) == 20


def test_loading_is_quiet_and_leaves_the_settings_of_the_user(tiny_bert, capfd):
    from transformers.utils import logging as library

    level, bars = library.get_verbosity(), library.is_progress_bar_enabled()
    handlers = logging.getLogger("transformers").handlers
    filters = [list(handler.filters) for handler in handlers]
    fractions: list[float] = []
    load(tiny_bert, Head.MASKED_LM, on_fraction=fractions.append)
    with pytest.raises(ModelLoadError):
        load(tiny_bert, Head.SEQUENCE_CLASSIFICATION)
    assert capfd.readouterr() == ("", "")
    assert (library.get_verbosity(), library.is_progress_bar_enabled()) == (level, bars)
    assert [list(handler.filters) for handler in handlers] == filters
    assert library.set_tqdm_hook(None) is None
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1
