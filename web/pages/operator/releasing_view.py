"""The question before a stream is released."""

from dataclasses import replace

from ledger.vocabulary.dutch import grouped
from projections.running.parking import Parked
from web import dutch
from web.pages.operator.conditions_view import START
from web.view_models.operator import ReleasePage
from web.view_models.shell import Fact, Form


def release_page(one: Parked, form: Form) -> ReleasePage:
    """Return the page; the form carries what is released."""
    facts = (
        Fact("Stroom", one.stream),
        Fact("Overzicht", one.projection),
        Fact("Vanaf gebeurtenis", f"{grouped(one.position)} ({one.topic})"),
        Fact("Apart gezet", dutch.moment(one.parked_at)),
        Fact("Waarom", one.error),
    )
    hidden = {**form.hidden, "stroom": one.stream, "overzicht": one.projection}
    return ReleasePage(facts, replace(form, hidden=hidden), START)
