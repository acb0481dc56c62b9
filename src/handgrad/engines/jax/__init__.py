"""The JAX engine: the same Program compiled by XLA, a whole epoch on the device, on one machine or on many."""

from __future__ import annotations

from handgrad.engines.jax.training import Jax

__all__ = ["Jax"]
