"""Words for the tensors of a walk: their titles, formulas and states."""

from __future__ import annotations

from typing import Any

WORDS = {
    "forward": "computed on the way to the loss",
    "right": "✓ right",
    "nothing-to-compare": "nothing to compare: exactly zero, or behind a jump that has no derivative",
    "unknown": "not compared: no value of the program could be matched to it",
}
BACKWARD = ("da", "dz", "dW", "db", "d")


def steps_of(picture: dict[str, Any]) -> list[dict[str, Any]]:
    """The tensors that a walk stops at, in the order of the pass."""
    return [tensor for tensor in picture.get("tensors", ()) if tensor["kind"] in ("z", "a", *BACKWARD)]


def first_wrong(picture: dict[str, Any]) -> dict[str, Any] | None:
    """The tensor that is wrong first on the way back."""
    return next((tensor for tensor in steps_of(picture) if tensor["state"] == "wrong"), None)


def tensor_of(picture: dict[str, Any], key: str) -> dict[str, Any] | None:
    """The tensor of a key; without one, the first wrong, else the last parameter's gradient, else anything."""
    if key:
        return next((tensor for tensor in picture.get("tensors", ()) if tensor["key"] == key), None)
    steps = steps_of(picture)
    back = [tensor for tensor in steps if tensor["kind"] in BACKWARD]
    known = [tensor for tensor in back if tensor["state"] != "unknown"]
    return first_wrong(picture) or next(iter(known or back or steps), None)


def title_of(tensor: dict[str, Any]) -> str:
    """What a tensor is called, and whose gradient it is."""
    named = f"gradient of {tensor['name']}" if tensor.get("name") and tensor["kind"] in BACKWARD else ""
    if not named:
        named = {"z": "weighted sum", "a": "activation", "da": "gradient of the activation",
                 "dz": "gradient of the weighted sum"}.get(tensor["kind"], "gradient")  # fmt: skip
    where = f", layer {tensor['layer']}" if tensor["layer"] else ""
    return f"{tensor['key']}, {named}{where}"


def state_words(tensor: dict[str, Any]) -> str:
    """The verdict on a tensor."""
    if tensor["state"] == "wrong":
        rows, columns = tensor["shape"]
        return f"✗ {tensor['wrong']} of {rows * columns} wrong"
    return WORDS[tensor["state"]]


def formula_of(tensor: dict[str, Any], picture: dict[str, Any]) -> str:
    """How the right tensor is computed, in symbols."""
    n, kind = tensor["layer"], tensor["kind"]
    keys = {each["key"] for each in picture.get("tensors", ())}
    into = f"a{n - 1}" if f"a{n - 1}" in keys else f"z{n - 1}"
    said = {
        "z": f"z{n} = {into} W{n}" + (f" + b{n}" if f"b{n}" in keys else ""),
        "a": f"a{n} = f(z{n})",
        "da": f"da{n} = dz{n + 1} W{n + 1}ᵀ" if f"dz{n + 1}" in keys else f"da{n} = slope of the loss",
        "dz": f"dz{n} = da{n} × f'(z{n})" if f"da{n}" in keys else f"dz{n} = what comes back from the loss",
        "dW": f"dW{n} = {into}ᵀ dz{n}",
        "db": f"db{n} = dz{n} summed over the rows",
    }
    return said.get(kind, "")
