"""What is written can be read by others, and what others write is read or refused with a reason."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ledger.messages import xaf
from tests.messages.xaf.samples import KNOWN_PART, books, line, transaction, with_line

_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"))
_AMOUNTS = st.integers(-(10**18) + 1, 10**18 - 1)


class TestWriting:
    """Books become a file of XAF 3.2."""

    def test_gives_a_file_that_the_schema_allows(self) -> None:
        """Order, obligation, lengths, codes, and references to accounts, relations and periods."""
        written = xaf.write(books())
        assert KNOWN_PART.validate(etree.fromstring(written)), KNOWN_PART.error_log

    def test_gives_the_same_bytes_for_the_same_books(self) -> None:
        """So that an auditor can compare two files by their digest."""
        assert xaf.write(books()) == xaf.write(books())

    def test_names_the_version_in_its_first_element(self) -> None:
        """Programs choose how to read a file by it."""
        root = etree.fromstring(xaf.write(books()))
        assert root.tag == "{http://www.auditfiles.nl/XAF/3.2}auditfile"

    def test_writes_cents_with_two_decimals(self) -> None:
        """Also below zero, where the whole part is nothing."""
        assert b"<amnt>60.00</amnt>" in xaf.write(books())
        both = (line("1", "1600", "D", -5), line("2", "1700", "C", -5))
        assert b"<amnt>-0.05</amnt>" in xaf.write(books(transaction("7", date(2026, 1, 5), *both)))

    def test_refuses_books_that_do_not_add_up(self) -> None:
        """With every problem; nothing is written."""
        with pytest.raises(xaf.UnwritableAuditfile, match="niet in evenwicht") as refused:
            xaf.write(with_line(amount=6001))
        assert {one.code for one in refused.value.problems} == {"not-balanced"}


class TestReading:
    """A file becomes books."""

    def test_returns_what_was_written(self) -> None:
        """Every field of it."""
        assert xaf.read(xaf.write(books())) == (books(), ())

    @given(described=_TEXT, amount=_AMOUNTS)
    def test_returns_any_text_and_amount(self, described: str, amount: int) -> None:
        """Marks of XML, accents and the largest amounts among them."""
        lines = (line("1", "1600", "D", amount, description=described), line("2", "1700", "C", amount))
        made = books(transaction("7", date(2026, 1, 5), *lines))
        assert xaf.read(xaf.write(made)).auditfile == made

    @pytest.mark.parametrize(
        ("found", "instead", "code"),
        [
            ("<amnt>60.00</amnt>", "<amnt>60.001</amnt>", "value-invalid"),
            ("<amnt>60.00</amnt>", "<amnt>zestig</amnt>", "value-invalid"),
            ("<amnt>60.00</amnt>", "", "element-missing"),
            ("<amnt>60.00</amnt>", "<amnt>60.00</amnt><amnt>60.00</amnt>", "element-twice"),
            ("<amnt>60.00</amnt>", "<amnt><euro>60.00</euro></amnt>", "element-unknown"),
            ("<amntTp>D</amntTp>", "<amntTp>X</amntTp>", "value-invalid"),
            ("<trDt>2026-01-05</trDt>", "<trDt>2026-02-30</trDt>", "value-invalid"),
            ("<trDt>2026-01-05</trDt>", "<trDt>5-1-2026</trDt>", "value-invalid"),
            ("<periodNumber>3</periodNumber>", "<periodNumber>1000</periodNumber>", "value-invalid"),
            ("<periodNumber>3</periodNumber>", "<periodNumber>-3</periodNumber>", "value-invalid"),
            ("<curCode>EUR</curCode>", "<curCode>USD</curCode>", "value-invalid"),
            ("<curCode>EUR</curCode>", "", "element-missing"),
            ("<jrnTp>P</jrnTp>", "<jrnTp>P</jrnTp><bankAccNr>1</bankAccNr>", "element-unknown"),
            ("<nr>7</nr>", f"<nr>{'7' * 36}</nr>", "value-invalid"),
        ],
    )
    def test_tells_what_it_cannot_read(self, found: str, instead: str, code: str) -> None:
        """Where it stands, why, and on which line of the file."""
        text = xaf.write(books()).decode()
        assert found in text
        reading = xaf.read(text.replace(found, instead, 1).encode())
        assert reading.auditfile is None
        assert reading.problems[0].code == code
        assert reading.problems[0].line > 1
        assert reading.problems[0].sentence.endswith(".")

    def test_holds_to_the_order_of_the_elements(self) -> None:
        """The standard has one order."""
        text = xaf.write(books()).decode()
        swapped = text.replace("<companyName>Zorgkantoor Rotterdam</companyName>\n", "", 1)
        swapped = swapped.replace("</taxRegIdent>", "</taxRegIdent><companyName>Zorgkantoor Rotterdam</companyName>")
        assert [one.code for one in xaf.read(swapped.encode()).problems] == ["element-order"]

    @pytest.mark.parametrize(("written", "cents"), [("60", 6000), ("+60.1", 6010), ("60.100", 6010), (".5", 50)])
    def test_takes_an_amount_however_the_standard_lets_it_be_written(self, written: str, cents: int) -> None:
        """Other programs leave out zeros, or add them."""
        text = xaf.write(books()).decode().replace("<amnt>60.00</amnt>", f"<amnt>{written}</amnt>", 1)
        read = xaf.read(text.encode()).auditfile
        assert read is not None
        assert read.company.transactions is not None
        assert read.company.transactions.journals[0].transactions[0].lines[0].amount == cents

    @pytest.mark.parametrize(
        ("data", "told"),
        [
            (b"", "geen goed gevormde XML"),
            (b"<auditfile>", "geen goed gevormde XML"),
            (b"<auditfile xmlns='http://www.auditfiles.nl/XAF/3.1'/>", "geen XML Auditfile Financieel 3.2"),
            (b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>", "DTD"),
        ],
    )
    def test_refuses_what_is_no_auditfile(self, data: bytes, told: str) -> None:
        """Another version has another structure; a DTD is never followed."""
        reading = xaf.read(data)
        assert reading.auditfile is None
        assert [one.code for one in reading.problems] == ["xaf-unreadable"]
        assert told in reading.problems[0].sentence

    def test_tells_a_problem_as_all_refused_input_does(self) -> None:
        """With its place and line, where they are known."""
        problem: Any = xaf.read(b"").problems[0].as_problem()
        assert (problem.code, problem.field) == ("xaf-unreadable", None)
