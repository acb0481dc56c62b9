"""Words: the findings made of a cure, with the numbers that were measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from handgrad.doctor.case import Case, place_in
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.finding import Edit, Finding, Fix, Place
from handgrad.doctor.pictures.walk import first_wrong, in_own_scale
from handgrad.doctor.proof.asking import answers
from handgrad.doctor.proof.outcome import Outcome
from handgrad.doctor.proof.places import History, at_home
from handgrad.doctor.proof.prove import Proved
from handgrad.doctor.proof.repair import Cure, Repair
from handgrad.doctor.proof.rounds import Round
from handgrad.doctor.truth.choice import is_confirmed
from handgrad.doctor.truth.compare import gradient_node
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op, Site
from handgrad.program.spans import Span

SHOWN = 4
"""How many numbers of an array are shown."""


def findings_of(case: Case, cure: Cure, done: Sequence[Round] = ()) -> list[Finding]:
    """A finding for each repair that mended something; where none did, later rounds included, one without an edit."""
    found = [each for number in range(len(cure.repairs)) for each in mended_by(case, cure, number)]
    left = not cure.after.good and not cure.repairs and not any(each.mends for each in done)
    if left and case.patient is not None and case.patient.comparison.wrong:
        found.append(unmended(case, case.patient))
    return found


def mended_by(case: Case, cure: Cure, number: int) -> list[Finding]:
    """The findings of one of a cure's repairs, in the places of the program as it was written."""
    repair, after = cure.repairs[number]
    before = cure.repairs[number - 1][1] if number else cure.before
    trees = {file: Tree(file, text) for file, text in cure.texts[number].items()}
    found = [finding_of(case, part, before, after, cure, trees) for part in repair.parts()]
    if repair.effect is not None:
        found.append(following(finding_of(case, repair.effect, before, after, cure, trees), found[-1]))
    return [at_home(each, cure.history[:number]) for each in found]


def finding_of(
    case: Case, repair: Repair, before: Outcome, after: Outcome, cure: Cure, trees: dict[str, Tree]
) -> Finding:
    """The words for a repair: its fact, yours and right, what it mends and how that was found out."""
    proved = cure.after.good
    tree = trees.get(repair.site.file)
    place = place_in(tree.text, repair.site) if tree is not None else case.place(repair.site)
    fix = Fix(replacement(repair, trees), "proved" if proved else "likely", elsewhere(repair, place, trees),
              tuple(edit_of(splice) for splice in repair.splices))  # fmt: skip
    yours, right = evidence(case.patient) if case.patient else ("", "")
    proof = {"gradient_error": [before.worst_error, after.worst_error]}
    return Finding(
        repair.kind, "error", place, repair.message, repair.why, yours, right, (mended(before, after),), (), fix, proof
    )


def following(effect: Finding, cause: Finding) -> Finding:
    """The finding of what follows from another one, without what that one says already."""
    note = f"this follows from line {cause.place.line}, and the same edit mends it"
    return replace(effect, notes=(note,), yours="", right="", proof={**effect.proof, "follows": cause.kind})


def sign_finding(proved: Proved, history: History, texts: Mapping[str, str]) -> Finding:
    """The finding of a sign, in the places of the program as it was written; `texts` are those the sign was seen in."""
    if proved.repair is None:
        return at_home(proved.sign.finding, history)
    trees = {file: Tree(file, text) for file, text in texts.items()}
    place, finding = Place(*place_of(proved.repair.site), ""), proved.sign.finding
    if proved.sign.follow:
        finding = replace(finding, place=replace(place, source=trees[place.file].rows(span_at(proved.repair.site))))
    fix = Fix(replacement(proved.repair, trees), "proved", elsewhere(proved.repair, place, trees),
              tuple(edit_of(splice) for splice in proved.repair.splices))  # fmt: skip
    own = fix.place is None and place_of(proved.repair.site) != place_of_finding(finding)
    if own:
        fix = replace(fix, place=replace(place, source=trees[place.file].rows(span_at(proved.repair.site))))
    proof, kind = {**finding.proof, **(proved.proof or {})}, proved.repair.kind or finding.kind
    return at_home(replace(finding, fix=fix, proof=proof, kind=kind), history)


def place_of(site: Site) -> tuple[str, int, int, int, int]:
    """A site as the first fields of a Place."""
    return site.file, site.line, site.end_line, site.column, site.end_column


def place_of_finding(found: Finding) -> tuple[str, int, int, int, int]:
    """The same of a finding."""
    place = found.place
    return place.file, place.line, place.end_line, place.column, place.end_column


def span_at(site: Site) -> Span:
    """A site as a span."""
    return site.line, site.column - 1, site.end_line, site.end_column - 1


def mended(before: Outcome, after: Outcome) -> str:
    """Which gradients a repair put right."""
    pairs = zip(before.gradients, after.gradients, strict=False)
    names = [old.name for old, new in pairs if old.state == "wrong" and new.state != "wrong"]
    if not names:
        return (
            "with it every step goes downhill"
            if before.uphill
            else "with it the gradients come nearer to the right ones"
        )
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    are = "is" if len(names) == 1 else "are"
    left = len(after.wrong) or "none"
    return f"with it the gradient{'s' * (len(names) > 1)} of {shown} {are} right, and {left} left wrong"


def edit_of(splice: Splice) -> Edit:
    """A splice as a report holds it."""
    line, column, end_line, end_column = splice.span
    return Edit(splice.file, line, column, end_line, end_column, splice.text)


def replacement(repair: Repair, trees: dict[str, Tree]) -> str:
    """What the underlined expression, or else the edited lines, become."""
    site = repair.site
    own = span_at(site)
    if len(repair.splices) == 1 and repair.splices[0].span == own:
        return repair.splices[0].text
    first, last = lines_touched(repair)
    return rewritten_lines(repair, trees[repair.splices[0].file], first, last)


def lines_touched(repair: Repair) -> tuple[int, int]:
    """The first and the last line that a repair changes."""
    return min(s.span[0] for s in repair.splices), max(s.span[2] for s in repair.splices)


def rewritten_lines(repair: Repair, tree: Tree, first: int, last: int) -> str:
    """The lines from `first` to `last` as they are after the repair."""
    from handgrad.doctor.edits.syntax import rewritten

    after = rewritten(tree.text, [s for s in repair.splices if s.file == tree.file]).split("\n")
    count = last - first + 1 + len(after) - len(tree.lines)
    return "\n".join(after[first - 1 : first - 1 + count])


def elsewhere(repair: Repair, place: Place, trees: dict[str, Tree]) -> Place | None:
    """The lines to be rewritten, where they are not just the underlined expression."""
    site = repair.site
    own = span_at(site)
    if len(repair.splices) == 1 and repair.splices[0].span == own:
        return None
    first, last = lines_touched(repair)
    tree = trees[repair.splices[0].file]
    text = "\n".join(line.decode() for line in tree.lines[first - 1 : last])
    return Place(tree.file, first, last, 1, len(tree.lines[last - 1].decode()) + 1, text)


def evidence(patient: Patient) -> tuple[str, str]:
    """A few numbers of the gradient that is wrong first on the way back: yours and right."""
    match = first_wrong(patient)
    if match is None:
        return "", ""
    yours, right = in_own_scale(patient, match)
    some = np.flatnonzero((np.ravel(yours) != 0) | (np.ravel(right) != 0))
    begin = int(some[0]) if some.size and some[0] >= SHOWN else 0  # rows of a table that no sample used are 0
    return numbers(yours, begin), numbers(right, begin)


def numbers(array: Any, begin: int = 0) -> str:
    """A few numbers of an array in four digits, the first ones or those from `begin` on."""
    flat = np.ravel(array)
    if flat.size > 1 and np.all(flat == flat[0]):
        return f"{flat[0]:.4g} in all {flat.size} places"
    shown = "... " * (begin > 0) + " ".join(f"{each + 0.0:.4g}" for each in flat[begin : begin + SHOWN])
    return shown + (f" ... ({flat.size} numbers)" if flat.size > SHOWN else "")


def unmended(case: Case, patient: Patient) -> Finding:
    """Where and how wrong, by the name that a family knows without an edit, or by none."""
    yours, right = evidence(patient)
    named: Finding | None = next(answers("named", case), None)
    if named is not None:
        return replace(named, yours=yours, right=right)
    wrong = patient.comparison.wrong
    names = ", ".join(case.names.get(match.number, "?") for match in wrong[:4])
    more = f" and {len(wrong) - 4} more" if len(wrong) > 4 else ""
    message = f"the gradient of {names}{more} is not the derivative of the loss"
    inner = [each for each in case.suspects if any(op.site == each.site for op in each.ops)]  # and not a call of it
    where = inner[0].site if inner else blamed(patient).site
    sure = is_confirmed(each.comparison for each in case.patients)
    return case.find("gradient-mismatch", where, message, "error" if sure else "warning", yours=yours, right=right)


def blamed(patient: Patient) -> Op:
    """The operation that forms the first wrong gradient on the way back from the loss."""
    numbers = [match.number for match in patient.comparison.wrong]
    nodes = {n: gradient_node(patient.anatomy, patient.step, n) or patient.step.after[n] for n in numbers}
    candidates = [i for i in patient.step.slice if i in patient.backward and i <= min(nodes.values())]
    sited = [i for i in candidates if patient.program[i].site is not None]
    return patient.program[sited[-1] if sited else min(nodes.values())]
