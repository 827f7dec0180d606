from __future__ import annotations

import hashlib
import shutil
import time
from pathlib import Path

import pytest

from lightboard.inference import hub, starter
from lightboard.inference.bias.model import BiasModel
from lightboard.inference.defaults import DEFAULTS
from lightboard.inference.errors import InvalidOption, ModelLoadError, UnknownModel
from lightboard.inference.messages import ModelChoice
from lightboard.inference.resolve import Download, locate

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """An empty cache of the Hub, and no answer of the Hub remembered."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    hub.forget()
    return tmp_path / "hub"


@pytest.fixture
def starters(tiny_gpt, tiny_bert, tiny_classifier, tiny_t5_tasks, tmp_path, monkeypatch):
    """Tiny models in the place of the starter models."""
    folders = {
        "starter/gpt": tiny_gpt,
        "starter/bert": tiny_bert,
        "starter/bert-sentiment": tiny_classifier,
        "starter/t5": tiny_t5_tasks,
    }
    monkeypatch.setattr(starter, "NAMES", (*starter.NAMES, "starter/t5"))
    copies = {name: Path(shutil.copytree(folder, tmp_path / name)) for name, folder in folders.items()}
    monkeypatch.setattr(starter, "path", copies.__getitem__)
    return copies


def put_into_cache(cache, name, folder, *, revision="main", commit=COMMIT):
    """Lay a model out as huggingface_hub does."""
    repository = cache / f"models--{name.replace('/', '--')}"
    shutil.copytree(folder, repository / "snapshots" / commit)
    (repository / "refs").mkdir()
    (repository / "refs" / revision).write_text(commit)


def resolve(choice, *, task, chat=False):
    found = locate(choice, task=task, chat=chat)
    return found.fetch(lambda _done, _total: True) if isinstance(found, Download) else found


def fails(choice, error, match, *, task="fill-mask", chat=False):
    with pytest.raises(error, match=match):
        resolve(choice, task=task, chat=chat)


# Named ----------------------------------------------------------------------------------------------------------------


def test_a_starter_model_is_found_by_name(starters):
    found = resolve(ModelChoice(name="starter/bert"), task="fill-mask")
    digest = hashlib.sha256((starters["starter/bert"] / "model.safetensors").read_bytes()).hexdigest()
    assert (found.name, found.path, found.source) == ("starter/bert", starters["starter/bert"], "starter")
    assert found.revision == f"sha256:{digest[:12]}"
    assert found.reason == ""


def test_a_starter_model_that_was_trained_again_has_another_revision(starters):
    first = resolve(ModelChoice(name="starter/bert"), task="fill-mask")
    shutil.copy(starters["starter/bert-sentiment"] / "model.safetensors", starters["starter/bert"])
    assert resolve(ModelChoice(name="starter/bert"), task="fill-mask").revision != first.revision


def test_resolving_a_starter_model_again_takes_no_time(starters):
    choice = ModelChoice(name="starter/bert")
    resolve(choice, task="fill-mask")
    began = time.perf_counter()
    for _ in range(100):
        resolve(choice, task="fill-mask")
    assert time.perf_counter() - began < 0.5  # 5 ms each, where microseconds are usual


def test_a_folder_is_found_by_path(tiny_bert, monkeypatch):
    found = resolve(ModelChoice(name=str(tiny_bert)), task="fill-mask")
    assert (found.name, found.path, found.source, found.revision) == (str(tiny_bert), tiny_bert, "folder", None)
    monkeypatch.chdir(tiny_bert.parent)
    for name in ("./tiny-bert", "tiny-bert"):
        assert resolve(ModelChoice(name=name), task="fill-mask").path == tiny_bert


def test_a_model_in_the_local_cache_needs_no_hub(cache, tiny_bert):
    put_into_cache(cache, "someone/model", tiny_bert)
    found = resolve(ModelChoice(name="someone/model"), task="fill-mask")
    assert (found.revision, found.source) == (COMMIT, "hub")
    for revision in ("main", COMMIT, COMMIT[:7]):
        assert resolve(ModelChoice(name="someone/model", revision=revision), task="fill-mask").revision == COMMIT


def test_a_cache_without_weights_is_no_model(cache, tiny_bert):
    put_into_cache(cache, "someone/model", tiny_bert)
    next(cache.glob("*/snapshots/*/model.safetensors")).unlink()
    fails(ModelChoice(name="someone/model"), UnknownModel, "someone/model is not in the local cache")


def test_a_broken_snapshot_is_refused(cache, tiny_bert):
    put_into_cache(cache, "someone/model", tiny_bert)
    next(cache.glob("*/snapshots/*/config.json")).unlink()
    fails(ModelChoice(name="someone/model"), ModelLoadError, r"someone/model has no config\.json")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("starter/gpd", r"There is no starter model starter/gpd\. Did you mean 'starter/gpt'.* There are: starter/gpt"),
        ("./nothing", r"There is no folder \./nothing\. .*starter/bert, which ships with Lightboard"),
        ("/no/such/folder", "There is no folder"),
        ("~/no-such-folder", "There is no folder"),
        ("C:\\models\\bert", "There is no folder"),
        ("two words", "cannot be the name of a model"),
        ("a/b/c", "cannot be the name of a model"),
        ("-bert", "cannot be the name of a model"),
        ("bert.", "cannot be the name of a model"),
        ("x" * 300, "cannot be the name of a model"),
        ("a\0b", "cannot be the name of a model"),
        ("~nobody-of-this-name/bert", "There is no folder"),
        ("  ", "The name of the model is empty"),
        (
            "someone/model",
            r"someone/model is not in the local cache, and the Hub cannot be reached\. .*starter/bert ships",
        ),
        ("bert", r"cannot be reached\. Did you mean 'starter/bert'"),
    ],
)
def test_a_name_that_leads_nowhere_gets_a_sentence(name, sentence):
    fails(ModelChoice(name=name), UnknownModel, sentence)


def test_a_file_is_no_model(tiny_bert):
    fails(ModelChoice(name=str(tiny_bert / "config.json")), UnknownModel, "is a file. Point to the folder")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda folder: (folder / "config.json").unlink(), r"has no config\.json, so it is not a model"),
        (lambda folder: (folder / "config.json").write_text("{"), r"config\.json of .* cannot be read"),
        (lambda folder: (folder / "config.json").write_text("[]"), r"names no model_type"),
        (lambda folder: (folder / "model.safetensors").unlink(), r"has no model\.safetensors"),
        (lambda folder: (folder / "model.safetensors").rename(folder / "pytorch_model.bin"), r"are pickle files"),
    ],
)
def test_an_incomplete_folder_is_refused(tiny_bert, tmp_path, damage, sentence):
    folder = Path(shutil.copytree(tiny_bert, tmp_path / "model"))
    damage(folder)
    fails(ModelChoice(name=str(folder)), ModelLoadError, sentence)


def test_only_the_hub_has_revisions(starters, tiny_bert):
    fails(ModelChoice(name="starter/bert", revision="v1"), InvalidOption, "is a starter model and has no revisions")
    fails(ModelChoice(name=str(tiny_bert), revision="v1"), InvalidOption, "is a folder and has no revisions")
    fails(ModelChoice(revision="v1"), InvalidOption, "name the model, too")
    fails(ModelChoice(name="someone/model", revision="v1"), UnknownModel, "someone/model at revision v1 is not in")


# Not named ------------------------------------------------------------------------------------------------------------


def test_auto_takes_the_starter_model_and_says_why(starters):
    found = resolve(ModelChoice(), task="fill-mask")
    assert found.name == "starter/bert"
    assert found.reason == (
        "A small model, trained on generated text: the course's own is not in the local cache, and the Hub cannot "
        "be reached. To download it: -m distilbert/distilroberta-base --revision fb53ab8"
    )


def test_auto_takes_the_model_of_the_course_when_it_is_there(starters, cache, tiny_bert):
    default = DEFAULTS["fill-mask"]
    put_into_cache(cache, default.course, tiny_bert, revision=default.revision)
    found = resolve(ModelChoice(), task="fill-mask")
    assert (found.name, found.revision) == (default.course, COMMIT)
    assert found.reason == "The course's model for fill-mask, from the local cache."
    found = resolve(ModelChoice(preference="starter"), task="fill-mask")
    assert found.name == "starter/bert"
    assert found.reason == (
        "A small model, trained on generated text. For the course's own: -m distilbert/distilroberta-base"
    )


def test_the_bias_verb_has_the_course_s_model_of_its_chapter_on_bias(starters, cache, tiny_bert):
    put_into_cache(cache, "google-bert/bert-base-uncased", tiny_bert)
    found = resolve(ModelChoice(), task=BiasModel().full_name)
    assert (found.name, found.reason) == (
        "google-bert/bert-base-uncased",
        "The course's model for bias, from the local cache.",
    )
    assert resolve(ModelChoice(preference="starter"), task=BiasModel().full_name).name == "starter/bert"


def test_a_pinned_revision_is_found_under_another_name(cache, tiny_bert):
    default = DEFAULTS["fill-mask"]
    commit = f"{default.revision}{COMMIT[7:]}"
    put_into_cache(cache, default.course, tiny_bert, revision="main", commit=commit)
    assert resolve(ModelChoice(preference="course"), task="fill-mask").revision == commit


def test_a_translation_without_languages_or_model_asks_for_them(starters):
    sentence = "Name them with the task, as in translation_fr_to_en, or name a model .*: -m Helsinki-NLP/opus-mt-fr-en"
    for preference in ("auto", "course", "starter"):
        fails(ModelChoice(preference=preference), InvalidOption, sentence, task="translation")
    assert resolve(ModelChoice(name="starter/t5"), task="translation").name == "starter/t5"


def test_the_starter_model_translates_english_and_french(starters):
    found = resolve(ModelChoice(), task="translation_en_to_fr")
    assert found.name == "starter/t5"
    assert found.reason.endswith("To download it: -m Helsinki-NLP/opus-mt-en-fr")
    for task in ("summarization", "text2text-generation"):
        assert resolve(ModelChoice(), task=task).name == "starter/t5"


@pytest.mark.parametrize(
    ("preference", "sentence"),
    [
        ("auto", r"opus-mt-de-en is not in the local cache, and the Hub cannot be reached\. .*No starter model knows"),
        ("starter", r"translates en to fr and fr to en\. For the model of the Hub: -m Helsinki-NLP/opus-mt-de-en"),
        ("course", r"opus-mt-de-en is not in the local cache"),
    ],
)
def test_other_languages_have_no_starter_model(starters, preference, sentence):
    fails(ModelChoice(preference=preference), UnknownModel, sentence, task="translation_de_to_en")
    fails(ModelChoice(name="./nowhere"), UnknownModel, r"Check the path\.", task="translation_de_to_en")


def test_other_languages_take_the_model_of_the_hub(starters, cache, tiny_marian):
    put_into_cache(cache, "Helsinki-NLP/opus-mt-de-en", tiny_marian)
    for preference in ("auto", "course"):
        found = resolve(ModelChoice(preference=preference), task="translation_de_to_en")
        assert found.name == "Helsinki-NLP/opus-mt-de-en"


def test_course_never_falls_back_silently(starters):
    fails(
        ModelChoice(preference="course"),
        UnknownModel,
        "distilroberta-base at revision fb53ab8 is not in the local cache",
    )
    choice = ModelChoice(preference="course")
    fails(choice, UnknownModel, "SmolLM2-360M-Instruct is not", task="text-generation", chat=True)
