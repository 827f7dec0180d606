import pytest

from lightboard.inference import Backend, connect
from lightboard.inference.errors import InvalidOption


def test_the_same_name_gives_the_same_backend(monkeypatch):
    monkeypatch.delenv("LIGHTBOARD_BACKEND", raising=False)
    assert connect() is connect("local")
    assert isinstance(connect(), Backend)
    assert connect().info().kind == "local"


def test_the_environment_names_a_backend(monkeypatch):
    monkeypatch.setenv("LIGHTBOARD_BACKEND", "locale")
    with pytest.raises(InvalidOption, match=r"There is no backend 'locale'\. Did you mean 'local'"):
        connect()
    assert connect("local").info().kind == "local"
