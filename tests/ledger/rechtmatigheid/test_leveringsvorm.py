"""Does the prestatie fit the leveringsvorm: by the Koppeltabel, and by what an mpt never holds."""

from typing import Any

import pytest

from ledger.rechtmatigheid.rules.leveringsvorm import prestatie_not_for_leveringsvorm
from tests.ledger.care_lines import chosen, tarief
from tests.ledger.contract_lines import concluded
from tests.ledger.lines import Line
from tests.ledger.rechtmatigheid.declared_lines import asked, formal, paid, says, told
from tests.ledger.rechtmatigheid.made import a_case, a_line
from tests.ledger.story import Story


def allowed(code: str = "H126", form: str | None = "mpt", profile: str | None = "4VV", **more: Any) -> Line:
    """Write a row of the Koppeltabel of 2026."""
    facts = {"year": 2026, "code": code, "leveringsvorm": form, "zorgprofiel": profile, "source": "demo: test"} | more
    return {"do": "allow_combinatie"} | {name: value for name, value in facts.items() if value is not None}


class TestTheKoppeltabel:
    def test_allows_all_when_there_is_none(self, home: Story) -> None:
        """A year of which nobody brought the table proves nothing."""
        home.tell(*paid(asked(prestatie="H999")))
        assert not told(home, "prestatie-not-for-leveringsvorm")

    @pytest.mark.parametrize(
        "row", [allowed(), allowed(profile=None), allowed(form=None), allowed(form=None, profile=None)]
    )
    def test_allows_what_it_names(self, home: Story, row: Line) -> None:
        """What a row leaves open is all of them."""
        home.tell(row, *paid(asked()))
        assert not told(home, "prestatie-not-for-leveringsvorm")

    @pytest.mark.parametrize(
        "row", [allowed("H800"), allowed(form="vpt"), allowed(profile="5VV"), allowed(form="verblijf", profile=None)]
    )
    def test_refuses_what_it_does_not_name(self, home: Story, row: Line) -> None:
        """Another code, another form, another profile: once it holds rows, the table is closed."""
        home.tell(row, *paid(asked()))
        (one,) = says(home, "prestatie-not-for-leveringsvorm")
        assert one.now is not None
        assert one.now.told == "Prestatie H126 mag op 4 maart 2026 niet bij leveringsvorm mpt en zorgprofiel 4VV."
        assert one.found.eurocent == 56_70

    def test_takes_the_mpt_beside_a_pgb_for_the_same_mpt(self, home: Story) -> None:
        """Who buys a part of the care has the same modules."""
        home.tell(allowed(), chosen("mpt_pgb", **{"from": "2026-03-04"}), *paid(asked()))
        assert not told(home, "prestatie-not-for-leveringsvorm")

    def test_becomes_lawful_when_a_row_comes_late(self, home: Story) -> None:
        """The table was not complete on the day of payment."""
        home.tell(allowed("H800"), *paid(asked()), allowed())
        (one,) = says(home, "prestatie-not-for-leveringsvorm")
        assert one.change == "became-lawful"

    def test_is_asked_on_every_day_of_the_line(self, home: Story) -> None:
        """From 5 March the client has another profile, with which H126 does not go."""
        home.tell(allowed(), *paid(asked("2026-03-04", to="2026-03-04"), asked("2026-03-04", to="2026-03-05")))
        home.tell({"do": "amend_indicatie", "client": "c1", "besluitnummer": 1, "from": "2026-03-05"} | NEW_PROFILE)
        (one,) = says(home, "prestatie-not-for-leveringsvorm")
        assert (one.item.line, one.change) == ("2", "became-unlawful")

    @pytest.mark.parametrize("model", ["C", "D", "F", "G", "H"])
    def test_knows_no_prestatie_of_a_period_a_module_or_a_budget(self, home: Story, model: str) -> None:
        """Such a line names no care of its own."""
        line = a_line(model=model)
        assert not list(prestatie_not_for_leveringsvorm.judge(line, a_case(line)))

    def test_is_not_about_the_wmo(self, home: Story) -> None:
        """NZa has no say there."""
        home.tell(allowed("H800"), concluded("k9", provider="p2", act="Wmo", payer="gemeente", leveringsvormen=[]))
        home.tell(*paid(asked(), provider="p2"))
        assert not told(home, "prestatie-not-for-leveringsvorm")


NEW_PROFILE: Line = {"zorgprofiel": "5VV", "reason": "herindicatie"}


class TestMealsAndCleaning:
    @pytest.mark.parametrize("name", ["Warme maaltijd", "Verstrekken van eten en drinken", "MAALTIJDEN thuis"])
    def test_meals_are_never_in_an_mpt(self, home: Story, name: str) -> None:
        """The law leaves them out (3.3.2 lid 2); the name in the register says that it is a meal."""
        home.tell(tarief("H900", "stuk", "10.00", name=name), *paid(asked(prestatie="H900")))
        assert told(home, "meals-or-cleaning-in-mpt") == [
            "Maaltijden horen niet in een mpt. Prestatie H900 is dat wel, op 4 maart 2026."
        ]

    @pytest.mark.parametrize("name", ["Huishoudelijke hulp", "Schoonmaken van de woning", "Hulp bij het huishouden"])
    def test_cleaning_is_not_either(self, home: Story, name: str) -> None:
        """So say the reports that this program follows; see the page about placing."""
        home.tell(tarief("H900", "stuk", "10.00", name=name), *paid(asked(prestatie="H900")))
        assert told(home, "meals-or-cleaning-in-mpt") == [
            "Schoonmaak hoort niet in een mpt. Prestatie H900 is dat wel, op 4 maart 2026."
        ]

    @pytest.mark.parametrize("name", ["Persoonlijke verzorging", "Begeleiding bij de dag", "H900"])
    def test_nothing_is_guessed_of_another_name(self, home: Story, name: str) -> None:
        """A name that says neither proves nothing."""
        home.tell(tarief("H900", "uur", "60.00", name=name), *paid(asked(prestatie="H900")))
        assert not told(home, "meals-or-cleaning-in-mpt")

    def test_nothing_is_guessed_of_a_code_without_a_name(self, home: Story) -> None:
        """The register does not know it: that is another rule's."""
        home.tell(*paid(asked(prestatie="H900")))
        assert not told(home, "meals-or-cleaning-in-mpt")

    def test_are_part_of_a_vpt(self, home: Story) -> None:
        """A full package at home has both. The boundary: the first day of the vpt, and the day before."""
        home.tell(chosen("vpt", **{"from": "2026-03-05"}), tarief("H900", "stuk", "10.00", name="Maaltijd"))
        home.tell(*paid(asked("2026-03-04", prestatie="H900"), asked("2026-03-05", prestatie="H900")))
        assert [one.item.line for one in says(home, "meals-or-cleaning-in-mpt")] == ["1"]

    def test_are_one_finding_where_the_koppeltabel_refuses_them_too(self, home: Story) -> None:
        """The plainer rule tells it."""
        home.tell(allowed(), tarief("H900", "stuk", "10.00", name="Maaltijd"), *paid(asked(prestatie="H900")))
        assert "meals-or-cleaning-in-mpt" in formal(home)
        assert not told(home, "prestatie-not-for-leveringsvorm")
