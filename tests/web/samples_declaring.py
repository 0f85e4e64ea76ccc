"""View data of the pages on declaring: contracts, a preview, what stands, a confirmation."""

from tests.web.samples_client import AS_OF
from web.view_models.client import Step
from web.view_models.declaring import (
    ChangedPeriod,
    ContractPart,
    CreditRow,
    DeclaredPage,
    DeclaredRow,
    DeclaringPage,
    LineRow,
    PeriodPage,
    PeriodRow,
    SubmittedPage,
)
from web.view_models.shell import AsOfForm, Badge, Fact, FieldError, Form, Link, Pages

MARCH, CARE, DAYS = "maart 2026", "Persoonlijke verzorging (H126)", "1 tot en met 31 maart"
ADDRESS = "/declareren/k1/2026-03"
STEPS = (Step("50:00 uur × € 56,70 per uur = € 2.835,00."), Step("Boven het plafond: € 177,85, niet betaald."))
LOOK = AsOfForm("/declareren")
FORM = Form(ADDRESS, {"csrf": "c5f2", "command_id": "web-0001", "gezien": "2-274220-0-0"})
WRONG = Form(ADDRESS, FORM.hidden, errors=(FieldError("", "Er is intussen iets veranderd."),))
LINES = (
    LineRow("1", "Mevrouw Jansen", CARE, DAYS, "50:00 uur", "€ 2.657,15", "€ 177,85", STEPS),
    LineRow("", "niet per cliënt", CARE, DAYS, "", "€ 0,00", "€ 20,00", (), ("Hiervan is € 5,00 voor Maas.",)),
)
CREDITS = (CreditRow("p1-k1-2026-03, regel 1", "Mevrouw Jansen", CARE, DAYS, "−€ 20,00", "Opnieuw berekend."),)


def _period(errors: Form, form: Form | None, notice: str = "", warning: str = "") -> PeriodPage:
    return PeriodPage(
        contract="k1",
        period=MARCH,
        sentence=("Over maart 2026 kunt u", "€ 2.742,20", "declareren."),
        beside=("€ 177,85 wordt niet betaald: dat ligt boven het plafond.",),
        notice=notice,
        warning=warning,
        lines=LINES,
        line_count="52 regels",
        pages=Pages(1, 2, "", f"{ADDRESS}?pagina=2#regels"),
        credits=CREDITS,
        credit_count="1 regel gaat terug",
        credit_pages=Pages(1, 1),
        errors=errors,
        form=form,
        as_of=AS_OF,
        look=LOOK,
        standing_href=f"{ADDRESS}/ingediend",
        back_href="/declareren",
    )


def _contracts() -> DeclaringPage:
    rows = (
        PeriodRow(MARCH, ADDRESS, Badge("anders geworden", "wait"), "€ 2.657,15"),
        PeriodRow("februari 2026", "/declareren/k1/2026-02", Badge("niets te declareren")),
    )
    told = "Over maart 2026 is iets veranderd: € 12,00 terug, € 20,00 nieuw."
    return DeclaringPage(
        provider="Zorggroep De Linde",
        year=2026,
        years=(Link("2025", "/declareren?jaar=2025"), Link("2026", "/declareren?jaar=2026", current=True)),
        changed=(ChangedPeriod(told, Link("Bekijk maart 2026", ADDRESS)),),
        contracts=(ContractPart("contract-k1", "k1", ("Model A (inspanning).", "Regio Rotterdam."), rows),),
        as_of=AS_OF,
        form=LOOK,
    )


def _declared() -> DeclaredPage:
    row = DeclaredRow(
        "p1-k1-2026-03, regel 1",
        "Mevrouw Jansen",
        CARE,
        DAYS,
        "50:00 uur",
        "€ 2.657,15",
        "€ 2.657,15",
        Badge("goedgekeurd", "ok"),
        57,
        STEPS,
        ("Afgekeurd met retourcode 0553.",),
    )
    sentence = ("Over maart 2026 staat er", "€ 2.657,15", "gedeclareerd.")
    return DeclaredPage("k1", MARCH, sentence, (), (row,), "1 regel", Pages(1, 1), ADDRESS, AS_OF, LOOK, "/declareren")


def pages() -> dict[str, object]:
    """Return every page on declaring, in each of its states."""
    return {
        "office/contracts.html": _contracts(),
        "office/contracts.html#leeg": DeclaringPage(
            "Zorggroep De Linde", 2026, (), (), (), AS_OF, LOOK, "/declareren?kijk=ja"
        ),
        "office/period.html": _period(FORM, FORM),
        "office/period.html#fout": _period(WRONG, FORM, warning="€ 5,00 is eerder met de hand teruggenomen."),
        "office/period.html#loopt": _period(Form(ADDRESS), None, notice="2026-03 loopt nog."),
        "office/declared.html": _declared(),
        "office/submitted.html": SubmittedPage(
            ("U hebt over maart 2026", "€ 2.742,20", "gedeclareerd."),
            (Fact("Contract", "k1"),),
            ("Het zorgkantoor beoordeelt elke regel.",),
            (Link("Terug naar Declareren", "/declareren"),),
        ),
    }
