"""Places: where in the source the running operation stands and which calls led to it, each looked up only once."""

from __future__ import annotations

import inspect
from types import CodeType, FrameType

from handgrad.program.program import Site

SUSPENDED = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
"""Code whose frame is entered again and again, each time perhaps by another caller."""


class Sites(dict[int, Site]):
    """The source stretch of each bytecode instruction of one code object, worked out when it is first asked for."""

    def __init__(self, code: CodeType) -> None:
        self.code = code
        self.positions = list(code.co_positions())

    def __missing__(self, instruction: int) -> Site:
        code = self.code
        line, end_line, column, end_column = self.positions[instruction // 2]
        line = line or code.co_firstlineno
        self[instruction] = Site(
            code.co_filename, line, end_line or line, (column or 0) + 1, (end_column or 0) + 1, code.co_qualname
        )
        return self[instruction]


class Places:
    """Knows the places of one run; only the lines of `files` count as the program's own.

    The callers of a frame cannot change while it lives, unless it is suspended: they are read when it is first met.
    """

    def __init__(self, files: set[str]) -> None:
        self.files = files
        self.frame: FrameType | None = None
        """The program's frame that was met last, of those that are never suspended."""
        self.sites: Sites
        """The places in its code."""
        self.calls: tuple[Site, ...] = ()
        """The calls that led to it, innermost first."""
        self._codes: dict[int, tuple[CodeType, Sites | None]] = {}
        self._chain: dict[FrameType, tuple[Sites, tuple[Site, ...]]] = {}
        """The frames that lead to it and itself, outermost first, with what is known of each."""
        self._resumed: tuple[FrameType, FrameType, int, Sites, tuple[Site, ...]] | None = None
        """A suspended frame, who resumed it last and at which instruction, its places and the calls that led to it."""
        self._count = len(files)

    def at(self, frame: FrameType | None) -> tuple[Site | None, tuple[Site, ...]]:
        """Where a frame stands, or the first of the program's own that called it, and the calls that led there."""
        if self._resumed is not None and frame is self._resumed[0]:
            _, caller, instruction, sites, calls = self._resumed
            if frame.f_back is caller and caller.f_lasti == instruction:
                return sites[frame.f_lasti], calls
        if len(self.files) != self._count:
            self.forget()
        while frame is not None and frame is not self.frame and frame not in self._chain:
            own = self.sites_of(frame.f_code)
            if own is not None:
                return own[frame.f_lasti], self.enter(frame, own)
            frame = frame.f_back
        if frame is None:
            return None, ()
        if frame is not self.frame:
            self.go_back(frame)
        return self.sites[frame.f_lasti], self.calls

    def forget(self) -> None:
        """Look everything up anew: another file counts as the program's own."""
        self._count = len(self.files)
        self._codes.clear()
        self.leave()

    def leave(self) -> None:
        """Hold on to no frame."""
        self._chain.clear()
        self.frame = self._resumed = None

    def sites_of(self, code: CodeType) -> Sites | None:
        """The places in some code; None where it is not the program's own."""
        known = self._codes.get(id(code))
        if known is None:
            known = self._codes[id(code)] = code, Sites(code) if code.co_filename in self.files else None
        return known[1]

    def go_back(self, frame: FrameType) -> None:
        """A frame of the chain runs again: those that it called are over."""
        chain = self._chain
        while next(reversed(chain)) is not frame:
            chain.popitem()
        self.frame, (self.sites, self.calls) = frame, chain[frame]

    def enter(self, frame: FrameType, sites: Sites) -> tuple[Site, ...]:
        """The calls that led to a frame of the program that is not in the chain; it and its callers then are."""
        between, caller = [(frame, sites)], frame.f_back
        while caller is not None and caller not in self._chain:
            own = self.sites_of(caller.f_code)
            if own is not None:
                between.append((caller, own))
            caller = caller.f_back
        if caller is None:
            self._chain.clear()
        else:
            self.go_back(caller)
        calls = (self.sites[caller.f_lasti], *self.calls) if caller is not None else ()
        if caller is not None and caller is frame.f_back and frame.f_code.co_flags & SUSPENDED:
            self._resumed = frame, caller, caller.f_lasti, sites, calls
        for each, own in reversed(between[1:]):
            self.add(each, own, calls)
            calls = (own[each.f_lasti], *calls)
        self.add(frame, sites, calls)
        return calls

    def add(self, frame: FrameType, sites: Sites, calls: tuple[Site, ...]) -> None:
        """Put a frame at the end of the chain, unless it may be resumed by another caller."""
        if not frame.f_code.co_flags & SUSPENDED:
            self._chain[frame] = sites, calls
            self.frame, self.sites, self.calls = frame, sites, calls
