"""Refusals: settings, shapes and masks that do not fit a layer, each in one sentence that names it."""

from __future__ import annotations

from typing import Any

import numpy as np

from handgrad.pair import Array, Shape


def name(layer: object) -> str:
    """The name that a sentence about this layer opens with."""
    return type(layer).__name__


def is_whole(value: object, least: int) -> bool:
    """Whether a value is a whole number and not below `least`."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def require_whole(layer: object, least: int = 1, **settings: Any) -> None:
    """Refuse a setting that is not a whole number, `least` or more."""
    for setting, value in settings.items():
        if not is_whole(value, least):
            raise ValueError(f"{name(layer)}: {setting} must be a whole number, {least} or more, not {value!r}")


def require_axes(layer: object, inputs: Shape, *axes: str) -> None:
    """Refuse samples that do not have exactly these axes, or have nothing along one of them."""
    if len(inputs) != len(axes):
        raise ValueError(f"{name(layer)}: one sample has the axes ({', '.join(axes)}), not the shape {inputs}")
    for axis, length in zip(axes, inputs, strict=True):
        if length < 1:
            raise ValueError(f"{name(layer)}: samples of shape {inputs} have nothing along their axis {axis!r}")


def require_sequence(layer: object, inputs: Shape) -> None:
    """Refuse samples that are no sequence (steps, width), and empty sequences."""
    if len(inputs) == 2 and inputs[0] < 1:
        raise ValueError(f"{name(layer)}: a sequence needs at least one step, and samples of shape {inputs} have none")
    require_axes(layer, inputs, "steps", "width")


def require_width(layer: object, x: Array, width: int) -> None:
    """Refuse an x (n, ..., other) where the parameters are for x (n, ..., width)."""
    if x.shape[-1] != width:
        raise ValueError(
            f"{name(layer)}: its parameters are for inputs of shape (n, ..., {width}), and this one is {x.shape}"
        )


def require_shape(layer: object, x: Array, inputs: Shape) -> None:
    """Refuse an x (n, ...) whose samples are not of shape `inputs`."""
    if x.shape[1:] != inputs:
        raise ValueError(f"{name(layer)}: its parameters are for samples of shape {inputs}, not {x.shape[1:]}")


def require_mask(layer: object, mask: Array | None, x: Array) -> None:
    """Refuse a mask that is not (n, steps) truth values for an x (n, steps, ...)."""
    if mask is not None and (np.shape(mask) != x.shape[:2] or mask.dtype != bool):
        raise ValueError(
            f"{name(layer)}: a mask for inputs of shape {x.shape} holds true or false in shape {x.shape[:2]}, "
            f"not {mask.dtype} in {np.shape(mask)}"
        )
