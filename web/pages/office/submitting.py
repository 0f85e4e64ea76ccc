"""Submitting what was shown, and nothing else; and what was submitted, found again by the id of its form."""

from datetime import date
from typing import NamedTuple

from ledger.events import Declaration, decode
from web import dutch
from web.auth.visitor import Visitor
from web.composition import House
from web.declared_periods import Period
from web.pages.attempt import Answer, attempt
from web.pages.office.telling import period_address, period_name
from web.pages.posted import Posted
from web.view_models.declaring import SubmittedPage
from web.view_models.shell import Fact, FieldError, Link

SEEN = "gezien"
PAYERS = {"Wlz": "Het zorgkantoor", "Wmo": "De gemeente"}


class Submitted(NamedTuple):
    """What one form submitted: in which declaration, how many lines, cents that are new and cents that went back."""

    declaration: str
    on: date
    lines: int
    new: int
    back: int
    position: int
    owes: bool


def seen(period: Period) -> str:
    """Return in short what a preview shows, to tell whether it is still what would be submitted."""
    if period.preview is None:
        return ""
    changes = period.preview.prepared.changes
    new = sum(one.line.paid_eurocent for one in changes.lines)
    return f"{len(changes.lines)}-{new}-{len(changes.credits)}-{sum(one.eurocent for one in changes.credits)}"


def submit(house: House, visitor: Visitor, period: Period, fields: Posted, command_id: str) -> Answer:
    """Give the command of the preview in the visitor's name; sent twice, it is recorded once."""
    if period.preview is None:
        return Answer((FieldError("", period.problem.message if period.problem else ""),), 409)
    is_known = house.ledger.receipt(visitor.mandate.actor.id, command_id) is not None
    if not is_known and fields.get(SEEN) != seen(period):
        told = "Er is intussen iets veranderd. Kijk hieronder naar de nieuwe bedragen, en dien dan in."
        return Answer((FieldError("", told),), 409)
    asked = period.preview.command
    command = {
        "do": "declare",
        "command_id": command_id,
        "contract": asked.contract,
        "provider": asked.provider,
        "period": asked.period,
        "clients": list(asked.clients),
    }
    return attempt(house, visitor, [command], "declareren", dict.fromkeys(("contract", "provider", "period"), ""))


def submitted(house: House, visitor: Visitor, period: Period, command_id: str) -> Submitted | None:
    """Return what a form of this visitor submitted over a period; None when it did not."""
    receipt = house.ledger.receipt(visitor.mandate.actor.id, command_id)
    wanted = {kind.stored_topic() for kind in (Declaration.Submitted, Declaration.LineCredited)}
    positions = [position for position, topic in receipt[1].events if topic in wanted] if receipt else []
    records = [record for position in positions if (record := house.ledger.at(position)) is not None]
    events = [decode(record.topic, record.state) for record in records]
    own = {one.line.declaration for one in period.lines}
    made = next((one for one in events if isinstance(one, Declaration.Submitted) and one.declaration in own), None)
    back = [one for one in events if isinstance(one, Declaration.LineCredited) and one.declaration in own]
    if made is None and not back:
        return None
    return Submitted(
        declaration=made.declaration if made else "",
        on=made.on if made else back[0].on,
        lines=made.line_count if made else 0,
        new=made.eurocent if made else 0,
        back=sum(one.eurocent for one in back),
        position=positions[0],
        owes=any(one.line.owed for one in period.lines if made and one.line.declaration == made.declaration),
    )


def submitted_page(period: Period, found: Submitted) -> SubmittedPage:
    """Return the confirmation, with what happens next."""
    name, here = period_name(period.label), period_address(period.terms.contract, period.label.label)
    said = "gedeclareerd." if found.new else "teruggenomen."
    facts = [Fact("Contract", period.terms.contract), Fact("Ingediend op", dutch.day(found.on))]
    if found.declaration:
        facts.append(Fact("Declaratie", f"{found.declaration}, {dutch.count(found.lines, 'regel', 'regels')}"))
    if found.new and found.back:
        facts.append(Fact("Teruggenomen", dutch.euro(found.back)))
    return SubmittedPage(
        sentence=(f"U hebt over {name}", dutch.euro(found.new or found.back), said),
        facts=(*facts, Fact("Vastgelegd vanaf gebeurtenis", str(found.position))),
        then=tuple(_then(period, found)),
        next_links=(Link("Terug naar Declareren", "/declareren"), Link("Bekijk wat er staat", f"{here}/ingediend")),
    )


def _then(period: Period, found: Submitted) -> list[str]:
    payer = PAYERS[period.terms.act]
    told = [f"{payer} beoordeelt elke regel. U hoeft nu niets te doen."] if found.new else []
    if found.back:
        told.append(f"{payer} verrekent wat u hebt teruggenomen.")
    if found.owes:
        told.append("Betaal daarna uw onderaannemers hun deel. Het staat bij elke regel.")
    told.append("Verandert er later iets aan de zorg? Dan ziet u dat bovenaan bij Declareren.")
    return told
