"""The examples in the docstrings of magics and extension."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import lightboard
import lightboard.magics

MODULES = [
    f"{package.__name__}.{module.name}"
    for package in (lightboard, lightboard.magics)
    for module in pkgutil.iter_modules(package.__path__)
    if not module.ispkg
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples():
    finder = doctest.DocTestFinder(exclude_empty=True)
    assert sum(bool(one.examples) for name in MODULES for one in finder.find(importlib.import_module(name))) >= 6
