"""Files: a network as safetensors arrays with its structure as JSON beside them, written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from safetensors import SafetensorError
from safetensors import numpy as safetensors

import handgrad
from handgrad import initializers, layers
from handgrad.history import Best, Epoch, Epochs, History, Progress
from handgrad.pair import Array, Layer, Params

if TYPE_CHECKING:
    from handgrad.network import Network

FORMAT = 1
GENERATORS = ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")


def save(network: Network, path: str | os.PathLike[str], training: bool = False) -> None:
    """Write the network to a file; with `training`, all that `fit(..., resume=True)` needs to go on exactly.

    An existing file is replaced only once the new one is whole on the disk. Raises OSError where it cannot be written,
    and ValueError for a layer whose settings a file cannot hold.
    """
    structure: dict[str, Any] = {
        "format": FORMAT,
        "handgrad": handgrad.__version__,
        "inputs": network.inputs,
        "dtype": network.dtype.name,
        "layers": [encoded(layer) for layer in network.layers],
        "notes": network.notes,
    }
    trees: dict[str, Sequence[Params]] = {"parameters": network.parameters, "statistics": network.statistics}
    if training:
        structure["progress"], more = progress_parts(network)
        trees |= more
    try:
        text = json.dumps(structure)
    except (TypeError, ValueError) as error:
        raise ValueError(f"a model file cannot hold the notes of this network: {error}") from None
    arrays = {name: np.ascontiguousarray(array).reshape(np.shape(array)) for name, array in flat(trees)}
    write_whole(path, safetensors.save(arrays, metadata={"handgrad": text}))


def load(path: str | os.PathLike[str], own_layers: Sequence[type[Layer]] = ()) -> Network:
    """The network in a file. Layers of your own, which are not part of handgrad, are to be named in `own_layers`.

    Raises OSError where the file cannot be read, and ValueError where it is truncated, of another kind, written by a
    newer handgrad, or holds a layer that is not known.
    """
    with open(path, "rb") as file:
        content = file.read()
    try:
        arrays = safetensors.load(content)
        header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    except (SafetensorError, ValueError, RecursionError, KeyError) as error:
        raise ValueError(f"{path} is no whole model file: it is truncated, or not one at all ({error})") from None
    text = header.get("__metadata__", {}).get("handgrad")
    if text is None:
        raise ValueError(f"{path} holds arrays, but no handgrad network")
    structure = read_structure(path, text)
    try:
        return rebuilt(structure, arrays, {kind.__name__: kind for kind in own_layers})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, ArithmeticError, MemoryError) as error:
        raise ValueError(f"{path} holds no network that fits together: {sentence(error)}") from None


def read_structure(path: str | os.PathLike[str], text: str) -> dict[str, Any]:
    """The structure in the file; raises ValueError where it is damaged or newer than this handgrad."""
    try:
        structure = json.loads(text)
        number, version = int(structure["format"]), structure.get("handgrad", "?")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ValueError(f"{path} is damaged: its structure cannot be read") from None
    if number > FORMAT:
        raise ValueError(
            f"{path} has format {number}, written by handgrad {version}; "
            f"this is handgrad {handgrad.__version__}, which reads formats up to {FORMAT}: install a newer one"
        )
    return dict(structure)


def sentence(error: Exception) -> str:
    """What an error says; a missing key alone says too little."""
    return f"it lacks {error}" if isinstance(error, KeyError) else str(error)


def rebuilt(structure: Mapping[str, Any], arrays: Mapping[str, Array], own: Mapping[str, type[Layer]]) -> Network:
    """The network described by the structure, holding the arrays of the file."""
    from handgrad.network import Network

    known = {**initial_values(), **layers.registry(), **own}
    chain = [decoded(part, known) for part in structure["layers"]]
    network = Network(tuple(structure["inputs"]), chain, dtype=structure["dtype"])
    network.parameters = filled("parameters", network.parameters, arrays)
    network.statistics = filled("statistics", network.statistics, arrays)
    network.notes = dict(structure.get("notes", {}))
    if "progress" in structure:
        restore_progress(network, structure["progress"], arrays)
    return network


def encoded(value: Any) -> Any:
    """A layer, or a setting of one, as JSON: a dataclass is a dictionary with its class name under "is"."""
    if is_dataclass(value) and not isinstance(value, type):
        return {"is": type(value).__name__} | {f.name: encoded(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (list, tuple)):
        return [encoded(part) for part in value]
    if isinstance(value, (np.integer, np.floating, np.bool_)):
        return value.item()
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise ValueError(f"a model file cannot hold {value!r}, a setting of a layer: use one that has a name")


def decoded(part: Any, known: Mapping[str, Any]) -> Any:
    """The layer, or setting of one, from JSON; raises ValueError for a name that is not known."""
    if isinstance(part, dict):
        settings = {name: decoded(value, known) for name, value in part.items() if name != "is"}
        if part.get("is") not in known:
            raise ValueError(f"unknown layer {part.get('is')!r}; known: {', '.join(sorted(known))}")
        return known[part["is"]](**settings)
    return tuple(decoded(item, known) for item in part) if isinstance(part, list) else part


def initial_values() -> dict[str, Any]:
    """The initialisers that are more than a name, such as Constant(0.5)."""
    return {name: kind for name, kind in vars(initializers).items() if isinstance(kind, type) and is_dataclass(kind)}


def flat(trees: Mapping[str, Sequence[Params]]) -> Iterator[tuple[str, Array]]:
    """Every array with its full name, such as parameters.0.weights."""
    for kind, layer_trees in trees.items():
        for i, tree in enumerate(layer_trees):
            for name, array in tree.items():
                yield f"{kind}.{i}.{name}", array


def filled(kind: str, trees: Sequence[Params], arrays: Mapping[str, Array]) -> list[Params]:
    """Trees of the same names with the file's arrays; raises ValueError where one is missing or does not fit."""
    result = []
    for i, tree in enumerate(trees):
        for name, array in tree.items():
            found = arrays.get(f"{kind}.{i}.{name}")
            if found is None:
                raise ValueError(f"the array {kind}.{i}.{name} is missing")
            if found.shape != array.shape or found.dtype != array.dtype:
                ours = f"{array.shape} and {array.dtype}"
                raise ValueError(f"{kind}.{i}.{name} has shape {found.shape} and {found.dtype}, not {ours}")
        result.append(renamed(tree, f"{kind}.{i}.", arrays))
    return result


def renamed(tree: Params, prefix: str, arrays: Mapping[str, Array]) -> Params:
    """A tree of the same names with copies of the arrays called prefix + name."""
    inner = {
        name: renamed(value, f"{prefix}{name}.", arrays) if isinstance(value, Params) else arrays[prefix + name].copy()
        for name, value in vars(tree).items()
    }
    return Params(**inner)


def progress_parts(network: Network) -> tuple[dict[str, Any], dict[str, Sequence[Params]]]:
    """Where the training stands: the part that is JSON, and the trees of arrays."""
    progress = network.progress
    history = asdict(progress.history)
    history["epochs"] = [epoch._asdict() for epoch in progress.history.epochs]
    kind = type(network.rng.bit_generator).__name__
    record: dict[str, Any] = {"optimizer": progress.optimizer, "t": progress.t, "history": history, "rng": kind}
    state = json.dumps(network.rng.bit_generator.state, default=lambda part: part.tolist())
    record["rng_state"] = json.loads(state)
    trees: dict[str, Sequence[Params]] = {"states": progress.states}
    if progress.best is not None:
        record["best"] = {"epoch": progress.best.epoch, "score": progress.best.score}
        trees |= {"best.parameters": progress.best.parameters, "best.statistics": progress.best.statistics}
    return record, trees


def restore_progress(network: Network, record: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
    """Let the network stand where the training stood."""
    from handgrad import optimizers

    kinds = {kind.__name__: kind for kind in optimizers.registry().values()}
    states: list[Params] = []
    if record["optimizer"]:
        if record["optimizer"] not in kinds:
            raise ValueError(f"unknown optimiser {record['optimizer']!r}; known: {', '.join(sorted(kinds))}")
        states = filled("states", kinds[record["optimizer"]]().states(network.parameters), arrays)
    history = dict(record["history"])
    history["epochs"] = Epochs(Epoch(**epoch) for epoch in history["epochs"])
    network.progress = Progress(record["optimizer"], states, int(record["t"]), History(**history))
    if "best" in record:
        parameters = filled("best.parameters", network.parameters, arrays)
        statistics = filled("best.statistics", network.statistics, arrays)
        network.progress.best = Best(int(record["best"]["epoch"]), record["best"]["score"], parameters, statistics)
    if record["rng"] in GENERATORS:
        generator = getattr(np.random, record["rng"])()
        generator.state = record["rng_state"]
        network.rng = np.random.Generator(generator)


def write_whole(path: str | os.PathLike[str], content: bytes) -> None:
    """Put content into a file; whatever happens on the way, the file has either its old content or all of the new.

    A pipe or a device has no old content, and is written to.
    """
    target = os.path.realpath(path)
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as file:
            file.write(content)
        return
    folder, name = os.path.split(target)
    draft = os.path.join(folder, f".{name}.{os.urandom(4).hex()}.part")
    try:
        with open(draft, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if os.path.exists(target):
            os.chmod(draft, os.stat(target).st_mode & 0o7777)
        os.replace(draft, target)
    except BaseException as error:
        if os.path.exists(draft):
            os.unlink(draft)
        if isinstance(error, OSError):
            raise type(error)(error.errno, error.strerror, os.fspath(path)) from None
        raise
    sync_folder(folder)


def sync_folder(folder: str) -> None:
    """Let the new name reach the disk too, where the system can do that for a folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
