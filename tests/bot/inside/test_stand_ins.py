"""Modules that are left out."""

from __future__ import annotations

import sys
from importlib import import_module

import pytest

from bot.stand_ins import LeftOut, StandIns


@pytest.fixture
def heavy(monkeypatch):
    """A package `heavy` of which all is left out, and a module of which only itself is."""
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    StandIns(["heavy.*", "light"]).install()
    yield import_module("heavy")
    for name in [name for name in sys.modules if name.split(".")[0] in ("heavy", "light")]:
        del sys.modules[name]


def test_what_is_left_out_can_be_imported_and_named(heavy):
    layers = import_module("heavy.keras.layers")
    assert import_module("heavy.keras").layers is layers

    class Own(layers.Layer):
        """Made where the module is imported, never used."""

    assert layers.Layer | None
    assert not isinstance(5, layers.Layer)
    assert issubclass(Own, layers.Layer)
    assert layers.Layer is layers.Layer


def test_what_is_left_out_says_so_when_it_is_used(heavy):
    for use in (lambda: heavy.constant(5), lambda: heavy.Model.load("x"), type("Own", (heavy.Model,), {})):
        with pytest.raises(LeftOut, match=r"heavy\.\w+.* was used, but this process runs without it"):
            use()


def test_only_what_is_named_is_left_out(heavy):
    with pytest.raises(ModuleNotFoundError):
        import_module("light.inside")
    with pytest.raises(ModuleNotFoundError):
        import_module("heavyweight")


def test_python_may_ask_what_it_likes(heavy):
    assert not hasattr(heavy, "__wrapped__")
    assert not hasattr(heavy.Model, "__len__")
    assert repr(heavy.Model)
