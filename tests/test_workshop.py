"""The workshop: results come back, failures cost one result, and nothing is left running."""

from __future__ import annotations

import os
import time

import pytest

from handgrad.doctor.proof.workshop import Job, Workshop


def square(x: int) -> int:
    return x * x


def nap(seconds: float) -> str:
    time.sleep(seconds)
    return "awake"


def leave(status: int) -> None:
    os._exit(status)


def fail() -> None:
    raise ValueError("no")


def own_process() -> int:
    return os.getpid()


def test_every_job_comes_back_with_its_result() -> None:
    with Workshop() as workshop:
        results = {job.args[0]: result for job, result in workshop.perform(Job(square, (i,)) for i in range(9))}
    assert results == {i: i * i for i in range(9)}


@pytest.mark.parametrize("bad", [Job(fail), Job(leave, (3,)), Job(nap, (60.0,), 0.1)])
def test_a_job_that_fails_or_hangs_costs_one_result(bad: Job) -> None:
    begin = time.monotonic()
    with Workshop() as workshop:
        results = [result for _, result in workshop.perform([bad, Job(square, (3,)), Job(square, (4,))])]
    assert sorted(results, key=str) == [16, 9, None]
    assert time.monotonic() - begin < 10


def test_stopping_early_leaves_no_stale_result() -> None:
    with Workshop() as workshop:
        for _ in workshop.perform(Job(nap, (0.05,)) for _ in range(6)):
            break
        assert [result for _, result in workshop.perform([Job(square, (5,))])] == [25]


def test_each_job_has_a_process_of_its_own() -> None:
    with Workshop(size=1) as workshop:
        seen = [result for _, result in workshop.perform(Job(own_process) for _ in range(3))]
    assert len({*seen, os.getpid()}) == 4


def test_no_job_is_begun_after_the_deadline() -> None:
    with Workshop() as workshop:
        assert list(workshop.perform([Job(square, (2,))], deadline=time.monotonic() - 1)) == []


def test_benches_end_with_the_workshop() -> None:
    with Workshop() as workshop:
        processes = [bench.process for bench in workshop.benches]
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
