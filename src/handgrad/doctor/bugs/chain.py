"""The chain rule itself: a factor thrown away, a contribution overwritten, time forgotten."""

from __future__ import annotations

from handgrad.doctor.bugs import Kind

chain_rule_dropped = Kind(
    name="chain-rule-dropped",
    code="D012",
    title="incoming gradient overwritten",
    explain="""\
The way back through a function is a product: what comes in from above, times
the function's own slope.

    dL/dx  =  dL/dy * dy/dx

The bug: the slope is returned, and what came in is lost.

    def backward(self, dy):
        dy[self.z > 0] = 1                  # the slope of a relu, without dy
        dy[self.z <= 0] = 0
        return dy

Everything below then no longer knows the target: the gradients stay the same
whatever the labels say, and the lower layers drift instead of learning.

Write instead:

    def backward(self, dy):
        return dy * (self.z > 0)            # forward: np.maximum(z, 0)

A small example: dy = [0.2, -0.7], z = [1, 3]. The right gradient is [0.2,
-0.7]; the overwritten one is [1, 1], which pushes the second unit the wrong
way.
""",
)

bptt = Kind(
    name="bptt",
    code="D014",
    title="gradient not carried through time",
    explain="""\
A recurrent layer h_t = f(x_t W + h_(t-1) U + b) uses h_t twice: for the output
at time t, and for the next state. Its gradient has two parts,

    dL/dh_t  =  (from the output at t)  +  delta_(t+1) U^T
    delta_t  =  dL/dh_t * f'(z_t)
    dL/dU    =  sum over t of  h_(t-1)^T delta_t

and the loop over time runs backwards, carrying the second part from step to
step.

The bug: the second part is dropped, not passed on, or pairs the wrong states.

    for t in reversed(range(T)):
        dh = dy[t] @ V.T                    # nothing from t + 1
        delta = dh * (1 - h[t]**2)
        dU += h[t].T @ delta                # h[t] where h[t - 1] was used

Write instead:

    dh_next = np.zeros_like(h[0])
    for t in reversed(range(T)):
        dh = dy[t] @ V.T + dh_next          # forward: h_t feeds the output and the next state
        delta = dh * (1 - h[t]**2)          # forward: h_t = tanh(z_t)
        dU += h[t - 1].T @ delta            # forward: h_(t-1) @ U
        dh_next = delta @ U.T

with h[-1] the start state. `dh_next` starts at 0 for every sequence. With a
single time step the bug cannot be seen; with two it can.

A small example without an activation: h_t = u * h_(t-1), h_0 = 1, L = h_2 =
u**2. At u = 0.5 the gradient is 2 u = 1: 0.5 from the last step and 0.5
carried to the first. Without the carrying it is 0.5.
""",
)
