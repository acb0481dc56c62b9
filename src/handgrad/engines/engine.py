"""What an engine is: something that performs the training step of a `fit`, epoch after epoch."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar

import numpy as np

from handgrad.pair import Array
from handgrad.progress_bar import ProgressBar
from handgrad.step_program import signature

if TYPE_CHECKING:
    from handgrad.network import Network
    from handgrad.program.trace import Traced
    from handgrad.training import Training

Made = TypeVar("Made")

REMEMBERED = 16
"""How many compiled steps are kept, of the latest trainings: the same training begins at once when it comes again."""


class Unfit(Exception):
    """An engine cannot perform this training step; the message is the reason, for the end of a sentence."""


class Performed(NamedTuple):
    """The mean losses of epochs, penalties included; with metrics, the outputs and targets of the only one."""

    losses: Sequence[float]
    outputs: Any = None
    targets: Any = None


class Engine:
    """Performs the epochs of one `fit`; subclassing enrols an engine under its `name`.

    An engine draws the order of the rows and the noise from the network's rng as `plain` does, so that all of them see
    the same numbers. `__init__` raises Unfit where the engine cannot perform this step.
    """

    name: ClassVar[str]
    why: str = ""
    """Why it was chosen, where it is not the quickest."""

    @classmethod
    def missing(cls) -> str:
        """Why the engine cannot run on this machine, such as a package that is not installed; empty where it can."""
        return ""

    @classmethod
    def function(cls, traced: Traced) -> Callable[..., list[Any]]:
        """`outputs = function(*inputs)`: the Program of any function, performed on arrays and numbers.

        Raises Unfit where the engine cannot perform it.
        """
        raise Unfit("it performs training steps only")

    def __init__(self, run: Training) -> None:
        self.run = run

    @classmethod
    def row(cls, network: Network) -> Callable[[Any], Array | None]:
        """What answers single rows x (*inputs) as `Network.predict` does, and gives None for what is not that simple.

        Raises Unfit where the engine has nothing quicker than that.
        """
        raise Unfit("it performs many rows at once")

    def refuse_wrong_inputs(self) -> None:
        """Raise what the layers raise for whole numbers that they cannot look up: compiled code would not."""
        run = self.run
        if run.data.x.dtype.kind in "iu":
            run.network.outputs_of(run.data.x, run.data.mask, run.state.parameters, run.state.statistics)

    def epochs(self, most: int, bar: ProgressBar) -> Performed:
        """Perform at least one epoch, at most `most`, from `run.state` on, and leave there what they led to.

        Raises FloatingPointError where the loss of a batch is no number; `run.state` then does not count.
        """
        raise NotImplementedError

    @classmethod
    def many(cls, runs: Sequence[Training], losses: Array) -> None:
        """Perform many trainings on the same data with the same settings, each with its own network, to their ends.

        Leaves in each `run.state` what it led to, and in `losses` (runs, epochs) the mean losses of the epochs,
        infinite from where a training diverges. Raises Unfit.
        """
        for run, row in zip(runs, losses, strict=True):
            cls(run).finish(row)

    def finish(self, losses: Array) -> None:
        """Perform the training to its end; `losses` (epochs,) are those of `many`."""
        run, silent = self.run, ProgressBar(0, show=False)
        with contextlib.suppress(FloatingPointError):
            while run.done < len(losses):
                means = self.epochs(len(losses) - run.done, silent).losses
                losses[run.done : run.done + len(means)] = means
                run.done += len(means)
        losses[run.done :] = np.inf


_made: dict[Any, Any] = {}


def remembered(purpose: str, run: Training, make: Callable[[], Made], *also: Hashable) -> Made:
    """What `make` makes of a training's step, for a purpose; made before, where the same step was there lately.

    What the result depends on besides the step is given `also`.
    """
    key = purpose, signature(run), also
    try:
        hash(key)
    except TypeError:  # a layer of somebody's own with settings that cannot be looked up
        return make()
    if key not in _made:
        _made[key] = make()
        for old in list(_made)[:-REMEMBERED]:
            del _made[old]
    found: Made = _made[key]
    return found
