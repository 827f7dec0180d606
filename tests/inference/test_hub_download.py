"""Models from the Hub, through the store, as a request gets them."""

from __future__ import annotations

import pytest

from lightboard.inference.messages import ModelChoice
from lightboard.inference.store import ModelStore


@pytest.fixture
def get(fake_hub):
    """Get a model as a request does, and return what it says of itself; `events` hears the progress."""
    store = ModelStore()

    def run(name="someone/model", *, task="fill-mask", events=None, cancelled=None, **choice):
        listen = None if events is None else events.append
        with store.acquire(
            ModelChoice(name=name, **choice), task=task, on_progress=listen, cancelled=cancelled
        ) as checkpoint:
            return checkpoint.info

    run.store = store
    return run


def test_a_model_is_downloaded_with_progress_and_then_needs_no_hub(get, fake_hub, tiny_bert):
    repository = fake_hub.add("someone/model", tiny_bert)
    events = []
    info = get(events=events)
    assert (info.name, info.revision, info.source) == ("someone/model", repository.commit, "hub")
    assert (info.device, info.dtype, info.reason) == ("cpu", "float32", "")
    downloads = [event for event in events if event.phase == "download"]
    size = sum(len(content) for content in repository.files.values())
    assert {event.total for event in downloads} == {size}
    assert [event.done for event in downloads] == sorted(event.done for event in downloads)
    assert (downloads[0].done, downloads[-1].done) == (0, size)
    assert len(downloads) > 10
    assert [event.phase for event in events][-1] == "ready"
    fake_hub.asked.clear()
    ModelStore()
    assert get().revision == repository.commit
    assert fake_hub.asked == []
