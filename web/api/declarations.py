"""What was declared and what became of it, as JSON."""

from fastapi.responses import JSONResponse

from web.api import schema
from web.api.amounts import EURO
from web.api.parameters import AsOfText, ClientText, PeriodText, ProviderText, identifier
from web.api.route import KeyInspecting, guarded
from web.api.schema import AS_OF, COUNT, DAY, MAYBE_TEXT, PERIOD, TEXT, many, maybe, record
from web.declarations import declarations_of
from web.dependencies import OpenHouse
from web.inspecting import about_named

DECLARATIONS = record(
    provider=MAYBE_TEXT,
    client=MAYBE_TEXT,
    period=maybe(PERIOD),
    as_of=AS_OF,
    lines=many(
        record(
            declaration=TEXT,
            line=TEXT,
            provider=TEXT,
            client=MAYBE_TEXT,
            region=TEXT,
            prestatie=TEXT,
            **{"from": DAY, "to": DAY},
            quantity=COUNT,
            unit=TEXT,
            amount=EURO,
            state={"enum": ["submitted", "approved", "refused", "credited"]},
            retourcodes=many(TEXT),
            credited=EURO,
            paid=EURO,
            position=COUNT,
            credits=many(
                record(
                    on=DAY,
                    amount=EURO,
                    why={"enum": ["replaced", "gone", "settled", "asked", "message", "recovered"]},
                    position=COUNT,
                )
            ),
        )
    ),
    declared=EURO,
    approved=EURO,
    refused=EURO,
    credited=EURO,
    paid=EURO,
)

router = guarded("Vragen")


@router.get("/declarations", responses=schema.answers(DECLARATIONS, 404, 409))
def read_declarations(
    house: OpenHouse,
    inspecting: KeyInspecting,
    provider: ProviderText = None,
    client: ClientText = None,
    period: PeriodText = None,
    as_of: AsOfText = None,
) -> JSONResponse:
    """Return the declared lines of a provider, a client or both, with their state as known then."""
    whose = identifier(provider, "provider"), identifier(client, "client")
    about = about_named(client=whose[1]) or about_named(provider=whose[0])
    mandate = inspecting.see("lines", *about) if about else inspecting.nothing()
    return JSONResponse(declarations_of(house, mandate, *whose, period, as_of))
