"""A zorgplan is about every provider that gives a part of it, and about none that does not."""

from ledger.events import Declaration, Event, Zorgplan
from ledger.subjects import subjects
from tests.ledger.log.samples import complete, required_only


def about(event: Event) -> set[tuple[str, str]]:
    """Return what an event is about, as kind and id."""
    return set(subjects(event))


class TestWhatAnEventIsAbout:
    def test_of_a_zorgplan_are_the_client_and_the_providers_of_its_lines(self) -> None:
        """So each of them finds it, and no other."""
        assert about(complete(Zorgplan.PlanAgreed)) == {("client", "c1"), ("provider", "p1")}

    def test_of_a_declaration_is_no_client(self) -> None:
        """Its lines are about theirs, if they have one."""
        assert about(complete(Declaration.Submitted)) == {("provider", "p1"), ("declaration", "declaration-1")}
        of_a_client = about(complete(Declaration.LineSubmitted))
        of_nobody = about(required_only(Declaration.LineSubmitted))
        assert of_a_client - of_nobody == {("client", "c1")}
