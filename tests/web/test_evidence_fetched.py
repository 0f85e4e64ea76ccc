"""The evidence pack as it is fetched: the same every time, with the figures of the pages and what the rules find."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

from fastapi import FastAPI

from tests.web.client import TestClient, errors, main_text, texts
from tests.web.conftest import LogIn
from tests.web.evidence_page import ASKED, asked, auditor, end_of, fetched, gate, plain_report, told
from tests.web.evidence_story import opened, rows
from tests.web.inzage import lines
from web.composition import House
from web.packs import Packs

__all__ = ["auditor", "gate", "plain_report", "told"]


class TestThePack:
    def test_is_an_archive_that_opens(self, auditor: TestClient) -> None:
        """Under a name that says what it is, and kept nowhere on the way."""
        answer = fetched(auditor, period="2026-02")
        assert answer.headers["content-type"] == "application/zip"
        named = answer.headers["content-disposition"]
        assert named.startswith('attachment; filename="bewijs-provider-p1-')
        assert named.endswith('.zip"')
        assert answer.headers["cache-control"] == "no-store"
        with ZipFile(BytesIO(answer.content)) as archive:
            assert archive.testzip() is None
            assert {"LEESMIJ.md", "question.json", "audit.csv", "verify.py"} <= set(archive.namelist())

    def test_of_the_same_event_is_the_same_to_the_byte(self, auditor: TestClient, told: House) -> None:
        """Though asking and fetching it moved the log."""
        stand = str(end_of(told))
        first = fetched(auditor, stand=stand).content
        assert end_of(told) > int(stand)
        assert fetched(auditor, stand=stand).content == first
        assert fetched(auditor).content != first

    def test_made_anew_is_the_same_too(self, auditor: TestClient, told: House, app: FastAPI) -> None:
        """Not only when it was kept."""
        stand = str(end_of(told))
        first = fetched(auditor, stand=stand).content
        app.state.packs = Packs(told)
        assert fetched(auditor, stand=stand).content == first

    def test_bears_what_was_asked(self, auditor: TestClient) -> None:
        """By whom, on which ground."""
        question = opened(fetched(auditor).content)["question.json"].decode()
        for word in (ASKED["question"], ASKED["ground"], '"auditor-1"', '"provider"'):
            assert word in question

    def test_has_no_name_in_it(self, auditor: TestClient) -> None:
        """Pseudonyms only."""
        files = opened(fetched(auditor).content)
        assert [name for name, data in files.items() if b"Jansen" in data or b"korter dan gepland" in data] == []

    def test_of_what_nobody_knows_is_outside_every_inzage(self, auditor: TestClient) -> None:
        """Whether there is such a client is not told."""
        assert asked(auditor, kind="client", id="c99").status_code == 403

    def test_of_what_was_not_known_yet_is_told_at_the_field(self, auditor: TestClient, told: House) -> None:
        """At the first event nobody had heard of p9: an empty pack would answer nothing."""
        lines(told, provider="p9", number="n")
        page = asked(auditor, id="p9", stand="1")
        assert (page.status_code, errors(page)[0].partition(" ")[0]) == (404, "#id")


class TestTheFigures:
    """They are those that pages show of the same event."""

    def test_are_the_totals_that_the_region_is_shown(self, auditor: TestClient, as_user: LogIn, told: House) -> None:
        """Declared, approved, refused and taken back in Rotterdam."""
        lines(told, region="Rotterdam", number="r")
        stand = str(end_of(told))
        files = opened(fetched(auditor, kind="region", id="Rotterdam", stand=stand).content)
        month = [row for row in rows(files, "control-totals.csv") if row["month"] == "2026-02"]
        page = as_user("inkoop-1").get(f"/regio?position={stand}")
        for provider, name in (("p1", "Zorggroep De Linde"), ("p9", "Thuiszorg Maas")):
            mine = {
                row["figure"]: f"€ {row['value'].replace('.', ',')}" for row in month if row["provider"] == provider
            }
            shown = texts(page, f"//tbody/tr[th[contains(., '{name}')]]/td")
            told_there = [mine[figure] for figure in ("gedeclareerd", "betaald", "afgekeurd", "teruggenomen")]
            assert shown[1:5] == told_there, provider

    def test_close_where_the_budget_stands(self, auditor: TestClient, told: House) -> None:
        """What is left of b1 on the last day is what its timeline shows, at that event."""
        lines(told, clients=["c1"], number="c")
        stand = str(end_of(told))
        files = opened(fetched(auditor, kind="client", id="c1", period="2026", stand=stand).content)
        (left,) = [row["closing"] for row in rows(files, "balances.csv") if (row["id"], row["told"]) == ("b1", "over")]
        shown = main_text(auditor.get(f"/controle/budget/b1?position={stand}"))
        assert f"{left.replace('.', ',')} punten over" in shown

    def test_open_where_they_closed_the_month_before(self, auditor: TestClient, told: House) -> None:
        """Of every account and every budget."""
        stand = str(end_of(told))
        january, february = (
            rows(opened(fetched(auditor, period=month, stand=stand).content), "balances.csv")
            for month in ("2026-01", "2026-02")
        )
        opens = {(row["kind"], row["id"], row["told"], row["unit"]): row["opening"] for row in february}
        for row in january:
            assert opens[(row["kind"], row["id"], row["told"], row["unit"])] == row["closing"]


class TestWhatTheRulesFind:
    def test_stands_in_the_pack_of_a_client_and_of_a_provider(self, auditor: TestClient, told: House) -> None:
        """The same finding in both, then and now; of a region there is no such table."""
        lines(told, region="Rotterdam", number="r")
        of_client = self.found(fetched(auditor, kind="client", id="c1").content)
        of_provider = self.found(fetched(auditor).content)
        assert {row["client"] for row in of_client} == {"c1"}
        assert {row["provider"] for row in of_provider} == {"p1"}
        mine = {row["finding"] for row in of_client if row["about"] == "line" and row["provider"] == "p1"}
        assert mine
        assert mine <= {row["finding"] for row in of_provider}
        assert "audit.csv" not in opened(fetched(auditor, kind="region", id="Rotterdam").content)

    @staticmethod
    def found(data: bytes) -> list[dict[str, str]]:
        """The table of an archive."""
        return list(csv.DictReader(StringIO(opened(data)["audit.csv"].decode(), newline="")))
