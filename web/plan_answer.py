"""What became of a zorgplan that was checked, as `pvb plan check --json` and the API give it."""

from ledger.commands.plan_lines import WantedLine
from ledger.rekenmodule.answer import Calculation, Counted, Eurocent
from ledger.vocabulary.amounts import Amount, Unit
from web.answers import Answer
from web.planning import Checked


def plan_answer(checked: Checked) -> Answer:
    """Return the figures per week and per year of the plan, its lines, and every step."""
    found, known = checked.calculation, checked.known
    return {
        "fits": found.fits,
        "client": checked.plan.client,
        "on": checked.on.isoformat(),
        "year": known.year,
        "zorgprofiel": known.zorgprofiel,
        "leveringsvorm": known.leveringsvorm,
        **_figures(found),
        "remainder_to": found.remainder_to,
        "hours_per_week": str(Amount(Unit.UUR, found.minutes_per_week)),
        "meerzorg_counts": found.meerzorg_counts,
        "lines": [_line(line, counted) for line, counted in zip(checked.plan.lines, found.lines, strict=True)],
        "steps": [
            {"label": step.label, "sentence": step.sentence, "amount": step.eurocent and _both(step.eurocent)}
            for step in found.steps
        ],
    }


def _figures(found: Calculation) -> Answer:
    named = {"ceiling": found.ceiling, "used": found.used, "pgb": found.pgb, "left": found.left}
    return {name: _both(amount) for name, amount in named.items()}


def _line(line: WantedLine, counted: Counted) -> Answer:
    return {
        "line": line.line,
        "description": counted.line.description,
        "provider": line.provider,
        "hours_per_week": str(Amount(Unit.UUR, counted.minutes_per_week)),
        "amount": _both(counted.eurocent),
    }


def _both(amount: Eurocent) -> dict[str, str]:
    return {"week": str(Amount(Unit.EUR, amount.week)), "year": str(Amount(Unit.EUR, amount.year))}
