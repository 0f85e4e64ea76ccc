"""What a declaration comes to, as `pvb declare --json` and the API give it; amounts are exact decimal text in euro."""

from ledger.funding.deriving import Line
from ledger.funding.redeclaring import Credit, Standing
from ledger.vocabulary.amounts import Amount, Unit
from web.answers import Answer, error_answer
from web.declaring import Preview


def preview_answer(preview: Preview) -> Answer:
    """Return the lines to submit, what is not paid, the credits, what stands, and why it would be refused."""
    found, changes = preview.prepared, preview.prepared.changes
    credited = {credit.standing.reference: credit.eurocent for credit in changes.credits}
    stands = [one for one in found.standing if one.left_eurocent > credited.get(one.reference, 0)]
    new = [_line(one.line, str(number), one.replaces) for number, one in enumerate(changes.lines, start=1)]
    not_paid = [_line(line, None, None) for line in found.derived if not line.paid_eurocent and line.unpaid_eurocent]
    return {
        "contract": preview.command.contract,
        "provider": preview.command.provider,
        "period": found.label.label,
        "from": found.label.first.isoformat(),
        "to": found.label.last.isoformat(),
        "declaration": found.declaration.id if changes.lines else None,
        "lines": new + not_paid,
        "credits": [_credit(one) for one in changes.credits],
        "standing": [_standing(one, one.left_eurocent - credited.get(one.reference, 0)) for one in stands],
        "declared": _euro(sum(one.line.paid_eurocent for one in changes.lines)),
        "credited": _euro(sum(credited.values())),
        "change": _euro(changes.eurocent),
        "unpaid": _euro(found.unpaid),
        "refusal": preview.refusal and error_answer(preview.refusal)["error"],
    }


def _line(line: Line, number: str | None, replaces: Standing | None) -> Answer:
    of = line.computed
    return {
        "line": number,
        "client": of.client,
        "prestatie": of.prestatie,
        "from": of.first.isoformat(),
        "to": of.last.isoformat(),
        "quantity": of.quantity,
        "unit": of.unit,
        "model": line.model,
        "amount": _euro(line.paid_eurocent),
        "computed": _euro(of.eurocent),
        "unpaid": _euro(line.unpaid_eurocent),
        "above": _euro(line.above_eurocent),
        "ceiling": None if line.ceiling_eurocent is None else _euro(line.ceiling_eurocent),
        "replaces": replaces and {"declaration": replaces.declaration, "line": replaces.line},
        "settles": of.settles,
        "owed": [{"provider": one.provider, "amount": _euro(one.eurocent)} for one in of.owed],
        "steps": list(of.steps),
        "rests_on": list(of.rests_on),
    }


def _credit(credit: Credit) -> Answer:
    one = credit.standing
    return _place(one) | {"amount": _euro(credit.eurocent), "why": credit.why}


def _standing(one: Standing, eurocent: int) -> Answer:
    return _place(one) | {"amount": _euro(eurocent), "waiting": one.waiting}


def _place(one: Standing) -> Answer:
    return {
        "declaration": one.declaration,
        "line": one.line,
        "client": one.place.client,
        "prestatie": one.place.prestatie,
    }


def _euro(cents: int) -> str:
    return str(Amount(Unit.EUR, cents))
