"""Pictures without a screen: matplotlib opens no window, and where it is missing its calls go nowhere."""

from __future__ import annotations

import contextlib
import dis
import importlib.abc
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec
from types import FrameType, ModuleType
from typing import Any

NAME = "matplotlib"


class Swallow:
    """Takes every call, attribute, item and loop, and gives itself back."""

    def __call__(self, *args: Any, **options: Any) -> Swallow:  # noqa: D102 - as the class says
        return self

    def __getattr__(self, name: str) -> Swallow:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: Any) -> Swallow:
        return self

    def __setitem__(self, key: Any, value: Any) -> None:
        return None

    def __iter__(self) -> Iterator[Swallow]:
        return iter([self] * unpacked_into(sys._getframe(1)))

    def __len__(self) -> int:
        return 1

    def __enter__(self) -> Swallow:
        return self

    def __exit__(self, *exception: object) -> None:
        return None


def unpacked_into(frame: FrameType) -> int:
    """How many names stand on the left of `fig, ax = plt.subplots()`; in a loop, one turn."""
    code, at = frame.f_code.co_code, frame.f_lasti
    return code[at + 1] if code[at] == dis.opmap["UNPACK_SEQUENCE"] else 1


class StandIn(ModuleType):
    """A module of which every name is a `Swallow`."""

    __path__: list[str] = []  # noqa: RUF012 - a package to the import system

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Swallow()


class NoWindows(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds matplotlib before anything else does: the real one made quiet, or the stand-in."""

    def __init__(self) -> None:
        self.looking = False

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The real module's spec with its loader watched, or the stand-in's."""
        if name.partition(".")[0] != NAME or self.looking:
            return None
        self.looking = True
        try:
            real = importlib.util.find_spec(name) if not isinstance(sys.modules.get(NAME), StandIn) else None
        except (ImportError, ValueError):
            real = None
        finally:
            self.looking = False
        if real is None:
            return ModuleSpec(name, self, is_package=True)
        if name == f"{NAME}.pyplot" and real.loader is not None:
            quiet_after(real.loader)
        return real

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """An empty stand-in."""
        return StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run in a stand-in."""


def quiet_after(loader: Any) -> None:
    """Make `show` and `pause` of pyplot return at once as soon as it has been loaded."""
    run = loader.exec_module

    def run_and_quiet(module: ModuleType) -> None:
        run(module)
        for name in ("show", "pause", "ginput", "waitforbuttonpress"):
            setattr(module, name, lambda *args, **options: None)
        switch: Any = getattr(module, "switch_backend", None)
        if switch is not None:  # pyplot calls it itself, whatever matplotlib.use() was told
            module.switch_backend = lambda *args, **options: switch("Agg")  # type: ignore[attr-defined]

    loader.exec_module = run_and_quiet


@contextlib.contextmanager
def no_windows() -> Iterator[None]:
    """Watch the import of matplotlib."""
    finder = NoWindows()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        if isinstance(sys.modules.get(NAME), StandIn):
            for name in [name for name in sys.modules if name.partition(".")[0] == NAME]:
                del sys.modules[name]
