"""The doctor: reads what a program did, compares its gradients with the right ones, and names what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handgrad.doctor.finding import Report


def check(subject: Any, *arguments: Any, **options: Any) -> Report:
    """Look over somebody's gradients, in whatever form they come; returns the report.

    check("net.py")                      a program, in a process of its own; further arguments are the program's
    check(train_step)                    a function of no arguments that makes one or more updates
    check(layer, x)                      an object with forward(x) and backward(dy); a second input of forward after x
    check((forward, backward), x, w, b)  a pair of functions
    check(loss_and_gradient, params)     a function that returns (loss, gradient), in whatever library
    check(Function.apply, x)             a function of torch tensors with a backward of its own

    `seconds` bounds the time it takes. The report's `verdict` is "right", "wrong" or "unchecked", its `findings` say
    what is wrong. Raises TypeError or ValueError, with one sentence, for what cannot be checked.
    """
    from handgrad.doctor.calls.subject import check_subject

    return check_subject(subject, arguments, **options)
