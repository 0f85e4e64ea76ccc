"""Findings, and what an audit finds now, as JSON."""

import re
from typing import Annotated
from urllib.parse import urlencode

import msgspec
from fastapi import Path, Query, Request
from fastapi.responses import JSONResponse

from ledger.aggregates.finding import Finding
from ledger.auditing.audit import Audit
from ledger.rechtmatigheid.catalogue import BY_ID
from ledger.rechtmatigheid.finding import Item
from ledger.vocabulary.errors import Malformed, Problem
from projections.as_of import resolve
from web.api import schema
from web.api.amounts import EURO
from web.api.parameters import AsOfText, ClientText, PeriodText, ProviderText, RegionText, identifier, name
from web.api.route import KeyInspecting, guarded
from web.api.schema import AS_OF, COUNT, DAY, MAYBE_TEXT, MOMENT, PERIOD, TEXT, Schema, many, maybe, record
from web.auditing.answer import audit_answer
from web.auditing.asking import question
from web.audits import Running, audits_of
from web.dependencies import OpenHouse
from web.filters import FAMILIES, SEEN, STATES, Filters
from web.findings import check_reader, finding_answer, finding_within, findings_answer
from web.inspecting import about_named

_NUMBER = "^[0-9a-f]{16}$"
_POSITION = "^[0-9]{1,18}$"
RuleText = Annotated[str | None, Query(json_schema_extra={"enum": list(BY_ID)})]
RulesText = Annotated[
    str | None,
    Query(
        description="Alleen deze regels, met komma's ertussen.",
        examples=["no-indicatie,declared-late"],
        json_schema_extra={"pattern": f"^({'|'.join(BY_ID)})(,({'|'.join(BY_ID)}))*$"},
    ),
]
FamilyText = Annotated[str | None, Query(json_schema_extra={"enum": list(FAMILIES)})]
StateText = Annotated[str | None, Query(json_schema_extra={"enum": list(STATES)})]
BeforeText = Annotated[
    str | None,
    Query(description="Waar de vorige lijst ophield: haar `next`.", json_schema_extra={"pattern": _POSITION}),
]
Number = Annotated[str, Path(json_schema_extra={"pattern": _NUMBER})]

ABOUT: dict[str, Schema] = {
    "about": TEXT,
    "client": MAYBE_TEXT,
    "provider": MAYBE_TEXT,
    "region": MAYBE_TEXT,
    "from": DAY,
    "to": DAY,
}
TOLD: dict[str, Schema] = {
    "finding": TEXT,
    "rule": TEXT,
    "label": TEXT,
    "family": {"enum": [*FAMILIES, None]},
    **ABOUT,
    "item": TEXT,
    "declaration": MAYBE_TEXT,
    "line": MAYBE_TEXT,
    "at_stake": EURO,
    "recovered": EURO,
    "judgement": {"enum": list(SEEN)},
    "state": {"enum": list(STATES)},
    "told": TEXT,
    "opened": COUNT,
    "changed": COUNT,
}
FINDINGS = record(as_of=AS_OF, count=COUNT, at_stake=EURO, findings=many(record(**TOLD)), next=maybe(COUNT))
LIVED = record(position=COUNT, recorded_at=MOMENT, topic=TEXT, sentence=TEXT, actor=TEXT, role=TEXT)
FINDING = record(**TOLD, basis=many(TEXT), rests_on=many(COUNT), judged_with=COUNT, life=many(LIVED), as_of=AS_OF)
FOUND = maybe(record(at_stake=EURO, events=many(COUNT), told=TEXT))
RULE = record(
    rule=TEXT,
    label=TEXT,
    family={"enum": list(FAMILIES)},
    severity=TEXT,
    basis=many(TEXT),
    looks_at=TEXT,
    **{"from": DAY, "to": maybe(DAY)},
    retourcode=MAYBE_TEXT,
    then=COUNT,
    now=COUNT,
    became_unlawful=COUNT,
    became_lawful=COUNT,
    at_stake=EURO,
)
AUDIT = record(
    region=MAYBE_TEXT,
    provider=MAYBE_TEXT,
    client=MAYBE_TEXT,
    period=maybe(PERIOD),
    on=DAY,
    rules=many(RULE),
    findings=many(record(finding=TEXT, rule=TEXT, **ABOUT, key=TEXT, change=TEXT, then=FOUND, now=FOUND)),
    broken=many(record(rule=TEXT, about=TEXT, key=TEXT, event=COUNT, error=TEXT)),
    as_of=AS_OF,
)

router = guarded("Rechtmatigheid")


@router.get("/findings", responses=schema.answers(FINDINGS, 404, 409))
def read_findings(
    house: OpenHouse,
    inspecting: KeyInspecting,
    region: RegionText = None,
    provider: ProviderText = None,
    rule: RuleText = None,
    family: FamilyText = None,
    state: StateText = None,
    period: PeriodText = None,
    as_of: AsOfText = None,
    before: BeforeText = None,
) -> JSONResponse:
    """Return findings that were put on record, the last opened first; 500 at a time, with where to go on."""
    check_reader(inspecting.mandate)
    whose, where = identifier(provider, "provider"), name(region, "region")
    filters = Filters(where or "", whose or "", rule or "", family or "", state or "", period or "")
    filters.check()
    mandate, clients = inspecting.see_some("lines", where, whose)
    return JSONResponse(findings_answer(house, filters.wanted(mandate, clients), as_of, _position(before)))


@router.get("/findings/{finding}", responses=schema.answers(FINDING, 404, 409))
def read_finding(finding: Number, house: OpenHouse, inspecting: KeyInspecting, as_of: AsOfText = None) -> JSONResponse:
    """Return one finding with its law, the events it rests on, and what became of it."""
    check_reader(inspecting.mandate)
    if re.fullmatch(_NUMBER.strip("^$"), finding) is None:
        raise Finding.not_found(finding)
    inspecting.see_some("lines", None, None)
    known = resolve(house.ledger, as_of)
    found = finding_within(house, inspecting.mandate, finding, known)
    about = about_named(client=found.client) or about_named(provider=found.provider, region=found.region)
    mandate = inspecting.see("lines", *about)
    return JSONResponse(finding_answer(house, finding_within(house, mandate, finding, known), known))


@router.get("/audits", responses=schema.answers(AUDIT, 404, 409) | schema.running(schema.SIMULATING))
def read_audit(
    request: Request,
    house: OpenHouse,
    inspecting: KeyInspecting,
    region: RegionText = None,
    provider: ProviderText = None,
    client: ClientText = None,
    period: PeriodText = None,
    rules: RulesText = None,
    as_of: AsOfText = None,
) -> JSONResponse:
    """Return what the rules find: as known when it was paid, and as known now. Nothing is recorded.

    What takes longer is worked out in the background: then the answer is 202, with where to ask again.
    """
    where, whose, who = name(region, "region"), identifier(provider, "provider"), identifier(client, "client")
    clients: frozenset[str] | None = None
    if who is not None:
        mandate = inspecting.see("lines", ("client", who))
    else:
        mandate, clients = inspecting.see_some("lines", where, whose)
    asked = question(house, mandate, where, whose, who, period, rules, as_of)
    running = audits_of(request.app.state, house).ask(asked)
    if running.outcome is None:
        return _still_running(request, running)
    return JSONResponse(audit_answer(asked, _seen(running.outcome, mandate.region, clients)))


def _seen(audit: Audit, region: str | None, clients: frozenset[str] | None) -> Audit:
    """Return what of an audit may be seen: of a region, and of some clients."""

    def is_seen(item: Item) -> bool:
        return region in (None, item.region) and (clients is None or item.client in clients)

    return msgspec.structs.replace(
        audit,
        findings=tuple(one for one in audit.findings if is_seen(one.item)),
        broken=tuple(one for one in audit.broken if is_seen(one.item)),
    )


def _still_running(request: Request, running: Running) -> JSONResponse:
    """Tell how far it is; the address to ask again names the position, so that it stays the same question."""
    position = running.asked.known.position
    again = f"{request.url.path}?{urlencode({**request.query_params, 'as_of': str(position)})}"
    progress = {"done": running.done, "all": running.all, "as_of": {"position": position}, "again": again}
    return JSONResponse(progress, 202, {"location": again, "retry-after": "5"})


def _position(text: str | None) -> int | None:
    if text is None or re.fullmatch(_POSITION.strip("^$"), text):
        return None if text is None else int(text)
    raise Malformed(
        [Problem("value-invalid", f"{text!r} is hier niet goed: schrijf de `next` van de vorige.", "before")]
    )
