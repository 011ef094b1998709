"""Modules that are there to be imported, and only to be imported."""

from __future__ import annotations

import sys
from abc import ABCMeta
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class LeftOut(RuntimeError):  # noqa: N818  (it is what happened to the code)
    """Something was used that this process does without."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} was used, but this process runs without it (see bot/lean.py). "
            "Rasa's own commands (`python -m rasa ...`) leave nothing out."
        )


class _StandIn(ABCMeta):
    """The type of classes that can be named, subclassed and asked for with isinstance, but not used."""

    path: str

    def __call__(cls, *_: Any, **__: Any) -> Any:
        raise LeftOut(cls.path)

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):  # asked by Python itself, which expects this answer
            raise AttributeError(name)
        raise LeftOut(f"{cls.path}.{name}")


class StandInModule(ModuleType):
    """A module in which every name is found that it does not have, as a stand-in."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        stand_in = _StandIn(name, (), {"path": f"{self.__name__}.{name}", "__module__": self.__name__})
        setattr(self, name, stand_in)  # so that it is the same one for everybody
        return stand_in


class StandIns(MetaPathFinder, Loader):
    """Answers the import of certain modules with stand-ins."""

    def __init__(self, names: Iterable[str]) -> None:
        """Stand in for the modules of these names. `name.*` means all below `name`, too."""
        told = list(names)
        self._names = {name.removesuffix(".*") for name in told}
        self._trees = tuple(f"{name[:-1]}" for name in told if name.endswith(".*"))

    def install(self) -> None:
        """Answer imports from now on. A module that is loaded already stays what it is."""
        sys.meta_path.insert(0, self)

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Say that the module is here, if it is one of ours (called by Python)."""
        del path, target
        if name in self._names or name.startswith(self._trees):
            return ModuleSpec(name, self, is_package=f"{name}." in self._trees or name.startswith(self._trees))
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Make the stand-in (called by Python)."""
        return StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: this is what the module is left out for (called by Python)."""
