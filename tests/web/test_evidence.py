"""An evidence pack: complete, the same every time, adding up, and verifiable without this program."""

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import etree

from ledger.messages import xaf
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.amounts import Amount, Unit
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import LedgerError, NotFound
from ledger.vocabulary.periods import period_of
from projections.as_of import now
from projections.provider_totals import queries as totals
from tests.databases import Databases, SqliteDatabases
from tests.houses import copied_house, do
from tests.ledger.books.euro_lines import tell_euros
from tests.messages.xaf.samples import KNOWN_PART
from tests.web.evidence_story import DECLARATION, declared_house, events, made, opened, rows, verified
from web.composition import House
from web.evidence.control import FindingRow
from web.evidence.question import Question, question_of


@pytest.fixture
def declared(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """A house in which March was declared, judged, and in part taken back."""
    with declared_house(sqlite_databases, clock) as house:
        yield house


@pytest.fixture
def euros(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """A house in which every kind of money moved."""
    with copied_house(sqlite_databases, clock, "euros", tell_euros) as house:
        yield house


class TestAPack:
    """One archive that answers one question."""

    def test_has_everything_a_third_party_needs(self, declared: House) -> None:
        """The files, and in the reading guide what each of them is."""
        files = opened(made(declared, "client:c1", "2026-03"))
        assert set(files) == {
            *("LEESMIJ.md", "SHA256SUMS", "manifest.json", "question.json", "integrity.json", "events.ndjson"),
            *(
                "control-totals.csv",
                "balances.csv",
                "rules.csv",
                "rates.csv",
                "findings.csv",
                "audit.csv",
                "sample.csv",
                "items.csv",
            ),
            *("access-log.csv", "auditfile-2026.xaf", "companion.csv", "report.pdf", "verify.py"),
        }
        guide = files["LEESMIJ.md"].decode()
        assert [name for name in files if f"`{name}`" not in guide] == []
        assert {"{{", "{%"} & set(guide.split()) == set()

    def test_says_what_it_answers(self, declared: House) -> None:
        """The question, the ground, whom it is about, which days, as known when, and who asked."""
        told = json.loads(opened(made(declared, "client:c1", "2026-03", "40"))["question.json"])
        assert (told["question"], told["ground"]) == ("Is dit rechtmatig betaald?", "artikel 9.1.2 Wlz")
        assert told["scope"] == {"kind": "client", "id": "c1"}
        assert told["period"] == {"from": "2026-03-01", "to": "2026-03-31"}
        assert told["as_of"]["position"] == 40
        assert told["asked_by"] == {"id": "systeem", "role": "systeem"}

    def test_lists_every_file_with_its_digest(self, declared: House) -> None:
        """The manifest tells of all but itself and the digests; those tell of the manifest too."""
        files = opened(made(declared, "client:c1"))
        listed = {one["name"]: one["sha256"] for one in json.loads(files["manifest.json"])["files"]}
        assert set(files) - set(listed) == {"manifest.json", "SHA256SUMS"}
        assert listed == {name: sha256(files[name]).hexdigest() for name in listed}

    def test_made_twice_is_byte_for_byte_the_same(self, euros: House, clock: SetClock) -> None:
        """Also later, when more is recorded, as long as the same event is the last that counts."""
        known = now(euros.ledger).position
        first = made(euros, "provider:p1", "2026", str(known), drawn=True)
        clock.moment = clock.moment.replace(year=2027)
        do(euros, {"do": "register_provider", "provider": "p5", "name": "Later"})
        assert made(euros, "provider:p1", "2026", str(known), drawn=True) == first
        assert made(euros, "provider:p1", "2026", drawn=True) != first

    def test_holds_what_was_known_then(self, declared: House) -> None:
        """Before anything was declared there is nothing to pay, and no event of later."""
        before = next(
            one.position for one in declared.ledger.stream(f"declaration-{DECLARATION}") if "submitted" in one.topic
        )
        files = opened(made(declared, "client:c1", as_of=str(before - 1)))
        assert max(one["position"] for one in events(files)) < before
        assert rows(files, "items.csv")[0]["kind"] == "uitgave"

    def test_is_made_on_both_databases(self, databases: Databases, clock: SetClock, tmp_path: Path) -> None:
        """The rows of PostgreSQL are bytes as well, and its order of streams has no part in it."""
        with copied_house(databases, clock, "euros", tell_euros) as house:
            data = made(house, "region:Rotterdam")
            assert made(house, "region:Rotterdam") == data
        assert verified(tmp_path, opened(data))[0] == 0


class TestTheScope:
    """Only what the question is about, and never without a ground."""

    @pytest.mark.parametrize(
        ("told", "code"),
        [
            ({"question": " "}, "question-missing"),
            ({"ground": None}, "ground-missing"),
            ({"ground": " \n"}, "ground-missing"),
            ({"scope": None}, "scope-missing"),
            ({"scope": "c1"}, "scope-unreadable"),
            ({"scope": "klant:c1"}, "scope-unreadable"),
            ({"scope": "client:"}, "scope-unreadable"),
            ({"period": "maart"}, "period-unreadable"),
            ({"ground": "g" * 2001}, "text-too-long"),
        ],
    )
    def test_that_is_not_told_is_refused(self, declared: House, told: dict[str, str | None], code: str) -> None:
        """With what to do."""
        asked = {"question": "Klopt dit?", "ground": "artikel 9.1.2 Wlz", "scope": "client:c1", "period": None} | told
        with pytest.raises(LedgerError) as refused:
            question_of(**asked, known=now(declared.ledger), asked_by=SYSTEM.actor)
        assert refused.value.code == code

    def test_of_the_longest_ground_is_taken(self, declared: House) -> None:
        """At the boundary."""
        known = now(declared.ledger)
        assert question_of("?", "g" * 2000, "client:c1", None, known, SYSTEM.actor).ground == "g" * 2000

    def test_that_nobody_knows_is_told(self, declared: House) -> None:
        """A slip of the pen would give an empty pack."""
        with pytest.raises(NotFound) as missing:
            made(declared, "client:c99")
        assert missing.value.code == "scope-unknown"

    def test_before_anything_was_recorded_is_refused(self, declared: House) -> None:
        """Nothing can be shown of nothing."""
        with pytest.raises(LedgerError) as refused:
            made(declared, "client:c1", as_of="0")
        assert refused.value.code == "nothing-recorded"

    def test_of_a_client_tells_of_no_other(self, declared: House) -> None:
        """No event of c2 is in it; what is about both is there by its hash alone."""
        files = opened(made(declared, "client:c1"))
        assert [one for one in events(files) if not one["withheld"] and '"client":"c2"' in one["state"]] == []
        assert {row["client"] for row in rows(files, "items.csv")} == {"c1"}

    @pytest.mark.parametrize("scope", ["client:c1", "provider:p1", "region:Rotterdam", f"declaration:{DECLARATION}"])
    def test_keeps_names_and_texts_sealed(self, declared: House, scope: str) -> None:
        """What stands in the log is what stands here: no name, no birth date, no word of a person."""
        files = opened(made(declared, scope))
        for name, data in files.items():
            for word in ("Mevrouw Jansen", "999900006", "te lang", "verkeerd gelezen"):
                assert word.encode() not in data, name

    def test_of_a_period_leaves_later_days_out(self, declared: House) -> None:
        """What counted before stays, for the opening balances; what an item rests on stays too."""
        files = opened(made(declared, "client:c1", "2026-03-01..2026-03-03"))
        told = events(files)
        given = [one for one in told if one["topic"] == "levering.recorded/1" and one["part"] == "period"]
        assert max(json.loads(one["state"])["on"] for one in given) == "2026-03-03"
        assert {one["part"] for one in told} >= {"period", "before"}


class TestItsFigures:
    """They are those that everybody else is shown."""

    @pytest.mark.parametrize(("provider", "period"), [("p1", None), ("p1", "2026-02"), ("p9", None)])
    def test_are_the_totals_of_the_provider(self, euros: House, provider: str, period: str | None) -> None:
        """Declared, approved, refused, credited and paid."""
        months = None if period is None else period_of(period)
        with euros.reading() as connection:
            found = totals.totals_in(totals.rows_now(connection), provider, None, months)
        table = rows(opened(made(euros, f"provider:{provider}", period)), "control-totals.csv")
        told = {row["figure"]: row["value"] for row in table if not row["month"]}
        shown = {
            "gedeclareerd": sum(one.declared for one in found),
            "goedgekeurd": sum(one.approved for one in found),
            "afgekeurd": sum(one.refused for one in found),
            "teruggenomen": sum(one.credited for one in found),
            "betaald": sum(one.paid for one in found),
        }
        for name, cents in shown.items():
            assert told[name] == str(Amount(Unit.EUR, cents)), name
        assert shown["gedeclareerd"] > 0

    def test_open_where_the_day_before_closed(self, euros: House) -> None:
        """Opening and movement make closing, of every account and every budget."""
        january = rows(opened(made(euros, "client:c1", "2026-01")), "balances.csv")
        february = rows(opened(made(euros, "client:c1", "2026-02")), "balances.csv")
        closed = {(row["kind"], row["id"], row["told"], row["unit"]): row["closing"] for row in january}
        opens = {(row["kind"], row["id"], row["told"], row["unit"]): row["opening"] for row in february}
        assert closed
        assert {key: opens[key] for key in closed} == closed
        e1 = next(row for row in february if row["id"] == "e1" and row["told"] == "toegekend")
        assert (e1["opening"], e1["movement"], e1["closing"]) == ("100.00", "15.00", "115.00")

    def test_are_booked_in_an_auditfile_for_every_year(self, euros: House) -> None:
        """Each is read, checked, and allowed by the schema."""
        files = opened(made(euros, "region:Rotterdam"))
        years = [name for name in files if name.startswith("auditfile")]
        assert years == ["auditfile-2025.xaf", "auditfile-2026.xaf", "auditfile-2027.xaf"]
        for name in years:
            assert KNOWN_PART.validate(etree.fromstring(files[name])), KNOWN_PART.error_log
            read = xaf.read(files[name]).auditfile
            assert read is not None
            assert xaf.check(read) == []

    def test_have_points_and_hours_under_the_numbers_of_the_auditfile(self, euros: House) -> None:
        """Declared hours beside the line in euros; points, which have no euros, by themselves."""
        files = opened(made(euros, "region:Rotterdam"))
        told = rows(files, "companion.csv")
        booked = xaf.read(files["auditfile-2026.xaf"]).auditfile
        assert booked is not None
        assert booked.company.transactions is not None
        numbers = {one.nr for journal in booked.company.transactions.journals for one in journal.transactions}
        lines = [row for row in told if row["topic"] == "declaration.line-submitted/1"]
        assert [(row["unit"], row["quantity"]) for row in lines] == [("UUR", "1:00")] * 4
        assert {row["transaction"] for row in lines} <= numbers
        spent = next(row for row in told if row["topic"] == "budget.spent/1")
        assert (spent["unit"], spent["quantity"], spent["debit"], spent["credit"]) == ("PUNT", "4.50", "1100", "1200")
        assert spent["transaction"] not in numbers


class TestTheChain:
    """Behind every item stand the events that it rests on."""

    def test_of_a_line_goes_from_agreement_to_correction(self, declared: House) -> None:
        """Each position is an event in the pack, of the kind that the step says."""
        files = opened(made(declared, f"declaration:{DECLARATION}"))
        topics = {str(one["position"]): one["topic"].partition("/")[0] for one in events(files)}
        line = next(row for row in rows(files, "items.csv") if row["item"] == f"{DECLARATION}/1")
        chain = {
            step: {topics[at] for at in line[step].split()}
            for step in ("agreement", "indicatie", "spend", "declaration", "correction", "question")
        }
        assert chain == {
            "agreement": {"contract.concluded", "toewijzing.assigned"},
            "indicatie": {"indicatie.granted"},
            "spend": {"levering.recorded"},
            "declaration": {"declaration.line-submitted", "declaration.line-approved"},
            "correction": {"declaration.line-credited"},
            "question": set(),
        }
        assert line["status"] == "deels teruggenomen"
        other = next(row for row in rows(files, "items.csv") if row["item"] == f"{DECLARATION}/2")
        assert other["status"] == "afgekeurd"

    def test_of_a_spend_ends_with_its_question(self, declared: House) -> None:
        """A relative asked whether mother was there."""
        told = rows(opened(made(declared, "budget:b1")), "items.csv")
        asked = next(row for row in told if row["item"] == "b1/e15")
        assert (asked["kind"], asked["status"], asked["amount"]) == ("uitgave", "besteed", "2.00 PUNT")
        assert asked["question"]
        corrected = next(row for row in told if row["item"] == "b1/e22")
        assert (corrected["status"], bool(corrected["correction"])) == ("verbeterd", True)

    def test_tells_by_which_rates_it_was_paid(self, declared: House) -> None:
        """The contract with the position of its terms, and the tariff with its version."""
        told = rows(opened(made(declared, "provider:p1")), "rates.csv")
        assert {row["kind"] for row in told} >= {"contract", "register", "waarde bij zorgaanbieder"}
        assert all(row["version"] for row in told)


class TestFindings:
    """From the log, or from whoever audits."""

    def test_may_be_given_by_an_engine(self, declared: House) -> None:
        """With the events they rest on, which come into the pack."""

        def audited(house: House, question: Question) -> list[FindingRow]:
            day = date(2026, 3, 4)
            facts = ("0" * 16, "no-indicatie", "now", "line", f"{DECLARATION}/1", "c1", "p1", "Rotterdam", day, day)
            return [FindingRow(*facts, 6000, "open", (1, 2), "=Er was geen indicatie.", ("Wlz, artikel 3.2.3",))]

        files = opened(made(declared, "client:c1", findings=audited))
        found = rows(files, "findings.csv")
        assert [(row["rule"], row["eurocent"], row["rests_on"]) for row in found] == [("no-indicatie", "60.00", "1 2")]
        assert found[0]["told"] == "'=Er was geen indicatie."
        assert {1, 2} <= {one["position"] for one in events(files) if one["part"] == "reference"}
