from __future__ import annotations

import json
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import torch

from lightboard.inference import checkpoint as checkpoint_module
from lightboard.inference import store as module
from lightboard.inference.errors import InvalidOption, ModelLoadError, OutOfMemory, UnknownModel, UnknownTask
from lightboard.inference.messages import ModelChoice
from lightboard.inference.resolve import Resolved
from lightboard.inference.store import ModelStore


@pytest.fixture
def models():
    return ModelStore()


@pytest.fixture
def loads(monkeypatch):
    """Count the loads; `loads.gate` holds them back until it is set."""
    original = module.load_checkpoint

    class Loads(list):
        gate = threading.Event()

    counted = Loads()
    counted.gate.set()

    def load(resolved, **options):
        counted.append(resolved.name)
        counted.gate.wait(10)
        return original(resolved, **options)

    monkeypatch.setattr(module, "load_checkpoint", load)
    return counted


def choose(folder, **more):
    return ModelChoice(name=str(folder), **more)


def use(models, folder, task="fill-mask", *, on_progress=None, **more):
    with models.acquire(choose(folder, **more), task=task, on_progress=on_progress) as checkpoint:
        return checkpoint


def test_a_model_is_loaded_once_and_shared(models, loads, tiny_bert):
    first, second = use(models, tiny_bert), use(models, tiny_bert)
    assert first.model is second.model
    assert first.encoding_lock is second.encoding_lock
    assert use(models, tiny_bert, device="cpu", dtype="float32").model is first.model  # what `auto` means here
    assert len(loads) == 1


def test_other_dtypes_and_heads_are_other_copies(models, loads, tiny_bert, tiny_classifier):
    use(models, tiny_bert)
    assert use(models, tiny_bert, dtype="bfloat16").info.dtype == "bfloat16"
    use(models, tiny_classifier, "sentiment-analysis")
    assert [row.task for row in models.loaded()] == ["text-classification", "fill-mask", "fill-mask"]
    assert len(loads) == 3


def test_an_encoder_decoder_writes_with_its_own_head(models, tiny_t5):
    checkpoint = use(models, tiny_t5, "text-generation")
    assert checkpoint.info.architecture == "T5ForConditionalGeneration"


def test_progress_counts_bytes_and_ends_ready(models, tiny_bert):
    events: list = []
    use(models, tiny_bert, on_progress=events.append)
    size = (tiny_bert / "model.safetensors").stat().st_size
    *loading, ready = events
    assert {event.phase for event in loading} == {"load"}
    assert {event.total for event in loading} == {size}
    done = [event.done for event in loading]
    assert (done[0], done[-1]) == (0, size)
    assert done == sorted(done)
    assert (ready.phase, ready.info.name, ready.done) == ("ready", str(tiny_bert), ready.total)
    events.clear()
    use(models, tiny_bert, on_progress=events.append)
    assert [event.phase for event in events] == ["ready"]


def test_two_threads_that_ask_at_once_share_one_load(models, loads, tiny_bert):
    loads.gate.clear()
    heard: list[list] = [[], []]
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(use, models, tiny_bert, on_progress=events.append) for events in heard]
        while not all(heard):
            time.sleep(0.01)
        loads.gate.set()
        first, second = (future.result(20) for future in futures)
    assert first.model is second.model
    assert len(loads) == 1
    assert [event.phase for event in heard[0]] == [event.phase for event in heard[1]]
    assert heard[0][-1].phase == "ready"


def test_different_models_load_side_by_side(models, monkeypatch, tiny_bert, tiny_classifier):
    original, together = module.load_checkpoint, threading.Barrier(2, timeout=10)

    def load(resolved, **options):
        together.wait()
        return original(resolved, **options)

    monkeypatch.setattr(module, "load_checkpoint", load)
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(use, models, tiny_bert)
        two = pool.submit(use, models, tiny_classifier, "text-classification")
        assert one.result(20).model is not two.result(20).model


def test_models_that_load_side_by_side_are_whole(tiny_bert, tiny_classifier, tiny_gpt, tiny_t5):
    """Building two models at once would corrupt transformers for the rest of the process."""
    wanted = [
        (tiny_bert, "fill-mask"),
        (tiny_classifier, "text-classification"),
        (tiny_gpt, "text-generation"),
        (tiny_t5, "text-generation"),
    ]
    for _ in range(3):
        models = ModelStore()
        with ThreadPoolExecutor(4) as pool:
            for future in [pool.submit(use, models, *which) for which in wanted]:
                future.result(60)
        assert len(models.loaded()) == 4


def test_an_interrupted_waiter_leaves_the_load_running(models, loads, tiny_bert):
    loads.gate.clear()

    def interrupt(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        use(models, tiny_bert, on_progress=interrupt)
    assert models.loaded() == ()
    loads.gate.set()
    deadline = time.monotonic() + 20
    while not models.loaded() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not models.loaded()[0].in_use
    use(models, tiny_bert)
    assert len(loads) == 1


def test_a_failed_load_reaches_all_and_may_be_tried_again(models, loads, tiny_bert, tmp_path):
    folder = Path(shutil.copytree(tiny_bert, tmp_path / "model"))
    tokenizer = (folder / "tokenizer.json").read_bytes()
    (folder / "tokenizer.json").unlink()
    loads.gate.clear()
    with ThreadPoolExecutor(2) as pool:
        heard: list[list] = [[], []]
        futures = [pool.submit(use, models, folder, on_progress=events.append) for events in heard]
        while not all(heard):
            time.sleep(0.01)
        loads.gate.set()
        errors = [future.exception(20) for future in futures]
    assert all(isinstance(error, ModelLoadError) for error in errors)
    assert len(loads) == 1
    assert models.loaded() == ()
    (folder / "tokenizer.json").write_bytes(tokenizer)
    assert use(models, folder).info.architecture == "BertForMaskedLM"


def test_wrong_choices_fail_before_loading(models, loads, tiny_bert):
    with pytest.raises(InvalidOption, match="no device"):
        use(models, tiny_bert, device="tpu")
    with pytest.raises(InvalidOption, match="no dtype"):
        use(models, tiny_bert, dtype="int3")
    with pytest.raises(UnknownTask):
        use(models, tiny_bert, "fill-masks")
    assert loads == []


def test_a_folder_that_was_written_again_is_loaded_again(models, loads, tiny_bert, tmp_path):
    folder = Path(shutil.copytree(tiny_bert, tmp_path / "model"))
    before = use(models, folder)
    from transformers import AutoModelForMaskedLM

    model = AutoModelForMaskedLM.from_pretrained(folder)
    model.cls.predictions.bias.data += 1
    model.save_pretrained(folder)
    after = use(models, folder)
    bias = "cls.predictions.bias"
    assert (after.model.state_dict()[bias] - before.model.state_dict()[bias]).mean() == pytest.approx(1, abs=1e-5)
    assert len(models.loaded()) == 1  # the outdated copy is gone


def test_a_tokenizer_that_was_written_again_is_loaded_again(models, loads, tiny_bert, tmp_path):
    folder = Path(shutil.copytree(tiny_bert, tmp_path / "bert"))
    use(models, folder)
    (folder / "tokenizer.json").write_text((folder / "tokenizer.json").read_text() + "\n")
    use(models, folder)
    assert len(loads) == 2


def test_an_outdated_copy_goes_when_nobody_uses_it(models, tiny_bert, tmp_path):
    folder = Path(shutil.copytree(tiny_bert, tmp_path / "bert"))
    with models.acquire(choose(folder), task="fill-mask"):
        (folder / "config.json").touch()
        use(models, folder)
        assert len(models.loaded()) == 2
    assert len(models.loaded()) == 1


def test_models_are_in_use_inside_the_with_statement(models, tiny_bert):
    with models.acquire(choose(tiny_bert), task="fill-mask"), models.acquire(choose(tiny_bert), task="fill-mask"):
        assert models.loaded()[0].in_use
    (row,) = models.loaded()
    assert not row.in_use
    assert row.last_used == pytest.approx(time.time(), abs=60)
    with pytest.raises(RuntimeError, match="body"), models.acquire(choose(tiny_bert), task="fill-mask"):
        raise RuntimeError("body")
    assert not models.loaded()[0].in_use


def test_unloading_frees_what_is_not_in_use(models, tiny_bert, tiny_classifier):
    name = str(tiny_bert)
    with models.acquire(choose(tiny_bert), task="fill-mask") as checkpoint:
        with pytest.raises(InvalidOption, match="is in use"):
            models.unload(name)
        size = checkpoint.info.bytes
        half = use(models, tiny_bert, dtype="bfloat16").info.bytes
        assert models.unload(name) == half
    assert models.unload(name) == size
    with pytest.raises(UnknownModel, match=r"is not loaded\. No model is loaded"):
        models.unload(name)
    use(models, tiny_classifier, "text-classification")
    with pytest.raises(UnknownModel, match=r"Loaded: .*tiny-classifier"):
        models.unload("tiny-klassifier")
    for no_path in ("~nobody-of-this-name/bert", "a\0b", "x" * 300):
        with pytest.raises(UnknownModel, match="is not loaded"):
            models.unload(no_path)


def test_memory_is_really_given_back(models, tiny_bert):
    import weakref

    reference = weakref.ref(use(models, tiny_bert).model)
    assert reference() is not None
    assert models.free_unused() > 0
    assert reference() is None


def test_free_unused_keeps_what_runs(models, tiny_bert, tiny_classifier):
    size = use(models, tiny_classifier, "text-classification").info.bytes
    with models.acquire(choose(tiny_bert), task="fill-mask"):
        assert models.free_unused() == size
        assert [row.info.architecture for row in models.loaded()] == ["BertForMaskedLM"]
        assert models.free_unused() == 0


def test_one_folder_by_two_names_is_one_copy(models, loads):
    from lightboard.inference import starter

    folder = starter.path("starter/bert")
    first, second = use(models, "starter/bert"), use(models, folder)
    assert second.model is first.model
    assert (first.info.name, first.info.source) == ("starter/bert", "starter")
    assert (second.info.name, second.info.source, second.info.revision) == (str(folder), "folder", None)
    assert len(loads) == 1
    models.unload(str(folder))
    use(models, folder)
    assert models.unload("starter/bert") > 0


SLACK = 5_000  # bytes: buffers are not in the file's header, and the tiny models have a few


def sizes(models, *wanted):
    """Load and free again: what each model takes."""
    found = [use(models, folder, task).info.bytes for folder, task in wanted]
    models.free_unused()
    return found


def names(models):
    return [Path(row.info.name).name for row in models.loaded()]


def test_the_least_recently_used_models_make_room(models, tiny_bert, tiny_gpt, tiny_classifier):
    bert, gpt, classifier = sizes(
        models, (tiny_bert, "fill-mask"), (tiny_gpt, "text-generation"), (tiny_classifier, "text-classification")
    )
    use(models, tiny_bert)
    use(models, tiny_gpt, "text-generation")
    use(models, tiny_bert)  # again: now the GPT is the one that was not used for longest
    use(models, tiny_classifier, "text-classification", memory_budget=bert + gpt + classifier)
    assert len(models.loaded()) == 3
    models.unload(str(tiny_classifier))
    use(models, tiny_classifier, "text-classification", memory_budget=bert + gpt + classifier - SLACK)
    assert names(models) == [tiny_classifier.name, tiny_bert.name]


def test_what_is_in_use_or_pinned_stays_within_the_budget(models, loads, tiny_bert, tiny_gpt, tiny_classifier):
    bert, gpt, classifier = sizes(
        models, (tiny_bert, "fill-mask"), (tiny_gpt, "text-generation"), (tiny_classifier, "text-classification")
    )
    before = len(loads)
    with models.acquire(choose(tiny_bert), task="fill-mask"):
        use(models, tiny_gpt, "text-generation")
        models.pin(str(tiny_gpt), pinned=True)
        with pytest.raises(OutOfMemory, match=r"in use, loading or pinned take .*tiny.*unpin one") as caught:
            use(models, tiny_classifier, "text-classification", memory_budget=bert + gpt + classifier - SLACK)
        assert tiny_bert.name in str(caught.value)
        assert tiny_gpt.name in str(caught.value)
        assert len(models.loaded()) == 2
        models.pin(str(tiny_gpt), pinned=False)
        use(models, tiny_classifier, "text-classification", memory_budget=bert + classifier)
        assert names(models) == [tiny_classifier.name, tiny_bert.name]
    assert len(loads) - before == 3  # what does not fit is refused before it is read


def test_a_load_under_way_counts(models, loads, tiny_bert, tiny_gpt):
    bert, gpt = sizes(models, (tiny_bert, "fill-mask"), (tiny_gpt, "text-generation"))
    before = len(loads)
    loads.gate.clear()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(use, models, tiny_bert)
        while len(loads) == before:
            time.sleep(0.01)
        with pytest.raises(OutOfMemory, match="loading or pinned"):
            use(models, tiny_gpt, "text-generation", memory_budget=bert + gpt - SLACK)
        loads.gate.set()
        first.result(20)
    use(models, tiny_gpt, "text-generation", memory_budget=bert + gpt - SLACK)
    assert names(models) == [tiny_gpt.name]


def test_a_failed_load_gives_its_room_back(models, monkeypatch, tiny_bert):
    (bert,) = sizes(models, (tiny_bert, "fill-mask"))
    with monkeypatch.context() as patch:
        patch.setattr(module, "load_checkpoint", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            use(models, tiny_bert, memory_budget=bert)
    assert use(models, tiny_bert, memory_budget=bert).info.bytes == bert


def test_more_than_the_budget_is_a_sentence(models, loads, tiny_bert):
    (bert,) = sizes(models, (tiny_bert, "fill-mask"))
    with pytest.raises(OutOfMemory, match=r"the budget is .* for models on cpu\. .*16 bits.*Lightboard\.memory_budget"):
        use(models, tiny_bert, memory_budget=bert - SLACK)
    use(models, tiny_bert, dtype="bfloat16", memory_budget=bert - SLACK)  # as the sentence says
    with pytest.raises(InvalidOption, match="memory_budget must be"):
        choose(tiny_bert, memory_budget=0)


def test_without_a_budget_the_free_memory_counts(models, monkeypatch, tiny_bert):
    monkeypatch.setattr("lightboard.inference.memory.free_memory", lambda device: 1000)
    with pytest.raises(OutOfMemory, match=r"budget is 800 bytes for models on cpu, 80 % of what is free"):
        use(models, tiny_bert)


def test_a_pinned_model_stays_when_memory_runs_out(models, tiny_bert, tiny_gpt):
    use(models, tiny_bert)
    use(models, tiny_gpt, "text-generation")
    models.pin(str(tiny_bert), pinned=True)
    models.free_unused()
    assert names(models) == [tiny_bert.name]


def test_a_pin_passes_to_the_folder_that_was_written_again(models, tiny_bert, tmp_path):
    folder = Path(shutil.copytree(tiny_bert, tmp_path / "bert"))
    use(models, folder)
    models.pin(str(folder), pinned=True)
    (folder / "config.json").touch()
    use(models, folder)
    assert [row.pinned for row in models.loaded()] == [True]


LACK = [torch.OutOfMemoryError("CUDA out of memory."), MemoryError(), RuntimeError("can't allocate memory")]


@pytest.mark.parametrize("error", LACK)
def test_out_of_memory_while_loading_frees_unused_models_and_tries_again(
    models, monkeypatch, tiny_bert, tiny_gpt, error
):
    use(models, tiny_bert)
    original = checkpoint_module._load_model

    def load(*arguments, **options):
        if models.loaded():
            raise error
        return original(*arguments, **options)

    monkeypatch.setattr(checkpoint_module, "_load_model", load)
    use(models, tiny_gpt, "text-generation")
    assert [model.info.name for model in models.loaded()] == [str(tiny_gpt)]


def test_a_model_that_does_not_fit_is_a_sentence(models, monkeypatch, tiny_bert):
    def load(*_, **__):
        raise torch.OutOfMemoryError("CUDA out of memory.")

    monkeypatch.setattr(checkpoint_module, "_load_model", load)
    with pytest.raises(OutOfMemory, match=r"does not fit into the memory of cpu.*Choose a smaller model"):
        use(models, tiny_bert)


def test_the_reason_and_the_name_are_those_of_the_request(models, monkeypatch, tiny_bert):
    found = Resolved("starter/bert", tiny_bert, "sha256:0", "starter", "Because.")
    monkeypatch.setattr(module, "locate", lambda choice, **_: found if choice.name is None else original(choice, **_))
    from lightboard.inference.resolve import locate as original

    with models.acquire(ModelChoice(), task="fill-mask") as checkpoint:
        assert (checkpoint.info.name, checkpoint.info.reason) == ("starter/bert", "Because.")
    assert models.loaded()[0].info.name == "starter/bert"


def test_a_download_is_shared_and_told(models, fake_hub, tiny_bert):
    fake_hub.add("someone/model", tiny_bert)
    gate = threading.Event()
    fake_hub.before_piece = lambda path, _: path == "model.safetensors" and gate.wait(10)
    heard: list[list] = [[], []]
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(use, models, "someone/model", on_progress=events.append) for events in heard]
        deadline = time.monotonic() + 20
        while not all(heard) and time.monotonic() < deadline:
            time.sleep(0.01)
        gate.set()
        infos = [future.result(20).info for future in futures]
    assert fake_hub.count("GET", "resolve") == len(list(tiny_bert.iterdir()))
    assert infos[0] == infos[1]
    for events in heard:
        assert events[0].phase == "download"
        assert events[-1].phase == "ready"


def test_acquiring_a_loaded_model_is_fast(models, tiny_bert):
    use(models, tiny_bert)
    began = time.perf_counter()
    for _ in range(50):
        use(models, tiny_bert)
    assert time.perf_counter() - began < 1  # 20 ms each, where a tenth of a millisecond is usual


def test_configs_of_two_tasks_do_not_mix(models, tiny_gpt, tmp_path):
    folder = Path(shutil.copytree(tiny_gpt, tmp_path / "model"))
    use(models, folder, "text-generation")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"architectures": ["Other"]}))
    with pytest.raises(ModelLoadError, match="has no trained weights for text-classification"):
        use(models, folder, "text-classification")
