"""Model files: what is saved comes back, what is damaged is refused, and trouble while saving loses nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors import numpy as safetensors
from subjects import draw_mask

import handgrad as hg
from handgrad import files
from handgrad.layers import registry
from handgrad.pair import Layer, Params


def small(rng: int = 0, dtype: str = "float64") -> hg.Network:
    return hg.Network(3, [hg.Dense(4, "relu", start=0.5), hg.BatchNorm(), hg.Dense(2)], rng=rng, dtype=dtype)


def bits(net: hg.Network) -> dict[str, bytes]:
    trees = {"parameters": net.parameters, "statistics": net.statistics}
    return {
        f"{kind}.{i}.{name}": a.tobytes() for kind in trees for i, t in enumerate(trees[kind]) for name, a in t.items()
    }


EXAMPLES = [(name, label) for name, kind in registry().items() for label in kind.examples()]


@pytest.mark.parametrize(("name", "label"), EXAMPLES)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_every_layer_comes_back_bit_for_bit(name: str, label: str, dtype: str, tmp_path: Path) -> None:
    layer, inputs = registry()[name].examples()[label]
    net = hg.Network(inputs, [layer], rng=1, dtype=dtype)
    rng = np.random.default_rng(0)
    x = layer.sample(rng, 5, inputs)
    mask = draw_mask(rng, x.shape[:2]) if "mask" in layer.needs else None
    y = net.forward(x, mask)
    net.backward(np.ones_like(y))
    net.step(0.01)
    net.save(tmp_path / "model.safetensors")
    loaded = hg.load(tmp_path / "model.safetensors")
    assert loaded.layers == net.layers
    assert loaded.dtype == net.dtype
    assert bits(loaded) == bits(net)
    assert loaded.predict(x, mask).tobytes() == net.predict(x, mask).tobytes()


def test_notes_are_kept(tmp_path: Path) -> None:
    net = small()
    net.notes = {"made from": "flats.csv", "columns": ["a", "é"], "share": 0.2}
    net.save(tmp_path / "m")
    assert hg.load(str(tmp_path / "m")).notes == net.notes
    net.notes = {"when": object()}
    with pytest.raises(ValueError, match=r"a model file cannot hold the notes"):
        net.save(tmp_path / "m")
    assert hg.load(tmp_path / "m").notes["share"] == 0.2


@pytest.mark.parametrize("cut", [0, 4, 8, 100, -1, -8])
def test_a_truncated_file_is_refused(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    small().save(path)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(ValueError, match=r"m\.safetensors is no whole model file: it is truncated, or not one at all"):
        hg.load(path)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m"
    for content in (b"", b"PK\x03\x04" + bytes(100), b"row,y\n1,2\n" * 50):
        path.write_bytes(content)
        with pytest.raises(ValueError, match="is no whole model file"):
            hg.load(path)
    path.write_bytes(safetensors.save({"a": np.zeros(3)}))
    with pytest.raises(ValueError, match="holds arrays, but no handgrad network"):
        hg.load(path)
    with pytest.raises(FileNotFoundError):
        hg.load(tmp_path / "nothing")


Change = Callable[[dict[str, Any]], Any]


def rewritten(path: Path, change: Change, arrays: Callable[[dict[str, Any]], Any] = lambda a: None) -> Path:
    """A saved network with its structure or its arrays changed."""
    small().save(path)
    content = path.read_bytes()
    header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    structure = json.loads(header["__metadata__"]["handgrad"])
    held = safetensors.load(content)
    change(structure)
    arrays(held)
    path.write_bytes(safetensors.save(held, metadata={"handgrad": json.dumps(structure)}))
    return path


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda s: s.update(format=99),
            "has format 99, written by handgrad .*; this is handgrad .*: install a newer one",
        ),
        (lambda s: s.pop("format"), "is damaged: its structure cannot be read"),
        (lambda s: s["layers"][0].update({"is": "Hypercube"}), "unknown layer 'Hypercube'; known: .*Dense"),
        (lambda s: s["layers"][0].update({"is": "Network"}), "unknown layer 'Network'"),
        (
            lambda s: s["layers"][0].update(units=5),
            r"parameters.0.weights has shape \(3, 4\) and float64, not \(3, 5\)",
        ),
        (lambda s: s["layers"][0].update(activation="rleu"), "unknown activation 'rleu'"),
        (lambda s: s["layers"][0].update(wings=2), "wings"),
        (lambda s: s["layers"].clear(), "at least one layer"),
        (lambda s: s.pop("layers"), "it lacks 'layers'"),
        (lambda s: s.update(dtype="float32"), "parameters.0.weights has shape .* and float64, not .* float32"),
        (lambda s: s["layers"][0].update(units=10**12), "no network that fits together"),
    ],
)
def test_a_structure_that_does_not_fit_is_refused(change: Change, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=sentence) as refusal:
        hg.load(rewritten(tmp_path / "m", change))
    assert "\n" not in str(refusal.value)


def test_a_missing_array_is_refused(tmp_path: Path) -> None:
    path = rewritten(tmp_path / "m", lambda s: None, lambda arrays: arrays.pop("parameters.2.bias"))
    with pytest.raises(ValueError, match=r"the array parameters\.2\.bias is missing"):
        hg.load(path)


@dataclass(frozen=True)
class Doubling(Layer):
    """y = 2 x"""

    def output_shape(self, inputs: tuple[int, ...]) -> tuple[int, ...]:
        return inputs

    def forward(self, params: Params, x: Any, **given: Any) -> tuple[Any, Any]:
        return 2 * x, None

    def backward(self, params: Params, saved: Any, dy: Any) -> tuple[Any, Params]:
        return 2 * dy, Params()


def test_a_layer_of_ones_own_is_loaded_where_it_is_named(tmp_path: Path) -> None:
    hg.Network(3, [Doubling(), hg.Dense(1)]).save(tmp_path / "m")
    with pytest.raises(ValueError, match="unknown layer 'Doubling'"):
        hg.load(tmp_path / "m")
    assert hg.load(tmp_path / "m", own_layers=[Doubling]).layers[0] == Doubling()


def test_an_initialiser_without_a_name_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    net = hg.Network(3, [hg.Dense(2, start=lambda rng, shape: np.ones(shape))])
    with pytest.raises(ValueError, match=r"a model file cannot hold .*, a setting of a layer"):
        net.save(tmp_path / "m")
    assert not list(tmp_path.iterdir())


SAVE = """
import os, resource, signal, sys
import handgrad as hg
net = hg.Network(300, [hg.Dense(300)], rng=1)
{trouble}
net.save(sys.argv[1])
"""


def saved_with(trouble: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Save a large network to a path in a process that meets with trouble."""
    command = [sys.executable, "-c", SAVE.format(trouble=trouble), str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not hasattr(os, "O_DIRECTORY"), reason="limits of this kind are POSIX's")
@pytest.mark.parametrize(
    "trouble",
    [
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2**16, 2**16))",
        "os.fsync = lambda file: os.kill(os.getpid(), signal.SIGKILL)",
        "os.replace = lambda draft, target: os.kill(os.getpid(), signal.SIGKILL)",
    ],
    ids=["no room", "killed while writing", "killed before renaming"],
)
def test_the_old_file_stays_whole(trouble: str, tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    small().save(path)
    done = saved_with(trouble, path)
    assert done.returncode != 0
    assert bits(hg.load(path)) == bits(small())
    if "RLIMIT" in trouble:
        assert "File too large" in done.stderr
        assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_disk_that_is_full_is_said_with_the_name_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "m"
    small().save(path)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match=r"No space left on device: '.*/m'"):
        small(rng=5).save(path)
    assert [file.name for file in tmp_path.iterdir()] == ["m"]
    assert bits(hg.load(path)) == bits(small())


def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    path, link = tmp_path / "m", tmp_path / "link"
    small().save(path)
    path.chmod(0o640)
    link.symlink_to(path)
    small(rng=5).save(link)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert bits(hg.load(path)) == bits(small(rng=5))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are POSIX's")
def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    small().save(path)
    content = os.read(reader, 2**16)
    os.close(reader)
    assert path.is_fifo()
    (tmp_path / "m").write_bytes(content)
    assert bits(hg.load(tmp_path / "m")) == bits(small())
