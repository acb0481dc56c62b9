"""Machine code from LLVM's language, kept on disk: compiled once for a Program on a machine, then only loaded."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import llvmlite
import llvmlite.binding as llvm

LINE = 1.5e-4
"""Seconds to compile a line, as measured with a recurrent network over 20 and over 60 steps."""

SLOWED = ("skylake-avx512", "cascadelake", "cooperlake")
"""Processors whose clock is slowed down by vectors of 512 bits."""

_loaded: dict[str, Any] = {}
"""The functions of this process, by key, each with the engine that owns its memory."""


def folder() -> Path:
    """Where machine code is kept: HANDGRAD_CACHE, or the user's cache folder."""
    given = os.environ.get("HANDGRAD_CACHE")
    if given:
        return Path(given)
    home = Path(os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return home / "handgrad"


def machine() -> Any:
    """The machine that runs this."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_default_triple()
    return target.create_target_machine(cpu=llvm.get_host_cpu_name(), features=features(), opt=3, jit=True)


@cache
def features() -> str:
    """What the processor can do, vectors of 512 bits included, which LLVM would leave aside for the sake of a few."""
    halved = "" if llvm.get_host_cpu_name() in SLOWED else ",-prefer-256-bit"
    return str(llvm.get_host_cpu_features().flatten()) + halved


def key_of(text: str) -> str:
    """What makes two pieces of machine code the same."""
    parts = (text, llvmlite.__version__, llvm.get_host_cpu_name(), features(), llvm.get_default_triple())
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40]


def compiled(text: str, target: Any) -> bytes:
    """The object file of a module."""
    module = llvm.parse_assembly(text)
    module.verify()
    options = llvm.create_pipeline_tuning_options(speed_level=3)
    options.loop_vectorization = True
    options.slp_vectorization = True
    options.loop_unrolling = False  # ten times the time to compile a long program, for a few hundredths of its speed
    passes = llvm.create_pass_builder(target, options)
    passes.getModulePassManager().run(module, passes)
    return bytes(target.emit_object(module))


def seconds(text: str) -> float:
    """How long it would take to compile a module, about: none where it is kept."""
    return 0.0 if (folder() / f"{key_of(text)}.o").exists() else LINE * text.count("\n")


def kept(key: str, text: str, target: Any) -> bytes:
    """The object file from disk where it is there unharmed, or a new one, which is there afterwards."""
    path = folder() / f"{key}.o"
    content = path.read_bytes() if path.exists() else b""
    found = content[32:]
    if found and hashlib.sha256(found).digest() == content[:32]:
        return found
    found = compiled(text, target)
    with contextlib.suppress(OSError):  # a disk that cannot be written costs time, nothing else
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(hashlib.sha256(found).digest() + found)
        os.replace(file.name, path)  # whole or not at all, whoever else does the same
    return found


def function(text: str, arguments: int, blas: bool) -> Any:
    """`run` of a module, as something to call with so many addresses and a number of steps."""
    key = key_of(text)
    if key not in _loaded:
        if blas:
            enter_blas()
        target = machine()
        engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), target)
        engine.add_object_file(llvm.object_file.ObjectFileRef.from_data(kept(key, text, target)))
        engine.finalize_object()
        kind = ctypes.CFUNCTYPE(ctypes.c_int64, *[ctypes.c_void_p] * arguments, ctypes.c_int64)
        _loaded[key] = engine, kind(engine.get_function_address("run"))
    return _loaded[key][1]


def enter_blas() -> None:
    """Tell LLVM where SciPy has its matrix products: its table of C functions is made for this."""
    from scipy.linalg import cython_blas

    name = ctypes.pythonapi.PyCapsule_GetName
    name.restype, name.argtypes = ctypes.c_char_p, [ctypes.py_object]
    pointer = ctypes.pythonapi.PyCapsule_GetPointer
    pointer.restype, pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    for product in ("sgemm", "dgemm"):
        capsule = cython_blas.__pyx_capi__[product]
        llvm.add_symbol(f"handgrad_{product}", pointer(capsule, name(capsule)))
