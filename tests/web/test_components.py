"""Every page renders with realistic data, without script or inline style, and can be used by everyone."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html

from tests.web import samples
from web import dutch
from web.charts import FULL, budget_bar, scale_bars, split_width, time_bar
from web.view_models.shell import FieldError, Form

WEB = Path(__file__).parents[2] / "web"
VENDOR = WEB / "static" / "vendor"
PAGES = samples.pages()
ENVIRONMENT = Environment(loader=FileSystemLoader(WEB / "templates"), autoescape=True, undefined=StrictUndefined)


def render(name: str, static: str = "/static") -> str:
    """The page as the browser gets it; `name` may carry a '#' with the state of the page."""
    template = name.partition("#")[0]
    audience = template.partition("/")[0] if "/" in template else ""
    return ENVIRONMENT.get_template(template).render(shell=samples.shells(static)[audience], page=PAGES[name])


@pytest.fixture(scope="module", params=sorted(PAGES))
def page(request: pytest.FixtureRequest) -> html.HtmlElement:
    return html.document_fromstring(render(request.param))


def texts(tree: html.HtmlElement, path: str) -> list[str]:
    """The text, or the attribute, of everything at this XPath."""
    found = tree.xpath(path)
    assert isinstance(found, list)
    return [item if isinstance(item, str) else " ".join(item.text_content().split()) for item in found]


def elements(tree: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """All elements at this XPath."""
    found = tree.xpath(path)
    assert isinstance(found, list)
    return [item for item in found if isinstance(item, html.HtmlElement)]


class TestEveryPage:
    """The house rules of a page, held in every state of every template."""

    def test_every_template_has_a_sample(self) -> None:
        written = {str(path.relative_to(WEB / "templates")) for path in (WEB / "templates").rglob("*.html")}
        pages = {name for name in written if not name.startswith("components/")} - {"base.html"}
        assert pages == {name.partition("#")[0] for name in PAGES}

    def test_says_what_it_expects(self) -> None:
        for path in (WEB / "templates").rglob("*.html"):
            assert path.read_text(encoding="utf-8").startswith("{#-"), path

    def test_has_one_heading_and_a_title(self, page: html.HtmlElement) -> None:
        assert len(texts(page, "//h1")) == 1
        assert texts(page, "//title")[0].endswith(" - PVB-grootboek")
        assert texts(page, "/html/@lang") == ["nl"]

    def test_headings_skip_no_level(self, page: html.HtmlElement) -> None:
        levels = [int(element.tag[1]) for element in elements(page, "//h1|//h2|//h3|//h4")]
        assert all(below - above <= 1 for above, below in pairwise(levels)), levels

    def test_has_no_inline_style_or_script(self, page: html.HtmlElement) -> None:
        assert elements(page, "//script|//style|//*[@style]|//*[@*[starts-with(name(), 'on')]]") == []

    def test_every_field_has_a_visible_label(self, page: html.HtmlElement) -> None:
        for field in elements(page, "//input[not(@type='hidden')]|//textarea|//select"):
            own = texts(page, f"//label[@for='{field.get('id')}']") if field.get("id") else []
            around = [label.text_content().strip() for label in field.iterancestors("label")]
            assert any(own + around), field.get("name")

    def test_ids_are_unique_and_references_lead_somewhere(self, page: html.HtmlElement) -> None:
        ids = texts(page, "//@id")
        assert len(ids) == len(set(ids))
        references = texts(page, "//@aria-describedby|//@aria-labelledby|//label/@for")
        anchors = [href[1:] for href in texts(page, "//a/@href") if href.startswith("#")]
        fills = [fill[5:-1] for fill in texts(page, "//@fill") if fill.startswith("url(#")]
        wanted = {name for reference in references for name in reference.split()} | {*anchors, *fills}
        assert wanted <= set(ids)

    def test_every_post_carries_the_csrf_field(self, page: html.HtmlElement) -> None:
        for form in elements(page, "//form[@method='post']"):
            assert elements(form, ".//input[@type='hidden'][@name='csrf']"), form.get("action")

    def test_tables_have_a_caption_and_heads(self, page: html.HtmlElement) -> None:
        for table in elements(page, "//table"):
            assert texts(table, "./caption")
            assert texts(table, "./thead//th[@scope='col']")
            assert texts(table, "./tbody//th[@scope='row']")

    def test_status_region_is_always_there(self, page: html.HtmlElement) -> None:
        assert len(texts(page, "//main//*[@role='status']")) == 1

    def test_reaches_for_nothing_outside_this_site(self, page: html.HtmlElement) -> None:
        assert [link for link in texts(page, "//@href|//@src|//@action") if "//" in link] == []


class TestForms:
    """An error stands in the summary, links to its field and stands at the field."""

    def test_error_is_in_the_summary_and_at_the_field(self) -> None:
        tree = html.document_fromstring(render("staff/spend.html#fout"))
        [field] = elements(tree, "//input[@name='amount_other']")
        message = texts(tree, "//*[@id='amount_other-fout']")[0]
        assert field.get("aria-invalid") == "true"
        assert field.get("aria-describedby") == "amount_other-hint amount_other-fout"
        assert message == "Fout: " + texts(tree, "//*[@role='alert']//a[@href='#amount_other']")[0]
        assert field.get("value") == "340"

    def test_password_is_never_sent_back(self) -> None:
        tree = html.document_fromstring(render("login.html#fout"))
        assert texts(tree, "//input[@type='password']/@value") == [""]
        assert texts(tree, "//input[@name='username']/@value") == ["marijke"]

    def test_what_people_type_is_shown_as_text(self) -> None:
        form = Form("/x", values={"q": "<b>vet</b>"}, errors=(FieldError("q", "<i>fout</i>"),))
        source = "{% from 'components/form.html' import text %}{{ text(form, 'q', 'Zoek') }}"
        written = ENVIRONMENT.from_string(source).render(form=form)
        assert "<b>" not in written
        assert "<i>" not in written

    def test_group_sends_the_same_values_again_after_the_preview(self) -> None:
        tree = html.document_fromstring(render("staff/group.html#verdeling"))
        assert texts(tree, "//main//input[@name='budgets']/@value") == ["b1", "b2", "b3"]
        assert texts(tree, "//main//input[@name='amount']/@value") == ["10,00"]


class TestBudgetPage:
    """The family reads one sentence with one number, and the bar says the same."""

    @pytest.mark.parametrize(
        ("state", "sentence"),
        [
            ("", "U kunt nog 34,50 punten besteden tot en met 31 december 2026."),
            ("#nieuw", "U kunt 90 uur besteden vanaf 1 januari 2026."),
            ("#klaar", "Dit budget liep tot en met 31 december 2026. Er was toen 34,50 punten over."),
            ("#op", "Dit budget is helemaal gebruikt of gereserveerd. Het loopt tot en met 31 december 2026."),
            (
                "#te-veel",
                "Er is € 40,00 meer gebruikt dan het budget. Het budget loopt tot en met 31 december 2026.",
            ),
        ],
    )
    def test_first_sentence(self, state: str, sentence: str) -> None:
        tree = html.document_fromstring(render(f"client/budget.html{state}"))
        assert texts(tree, "//p[@class='pvb-hero__sentence']") == [sentence]

    def test_table_holds_what_the_bar_shows(self) -> None:
        tree = html.document_fromstring(render("client/budget.html"))
        rows = [texts(row, "./th|./td") for row in elements(tree, "//figure[1]//tbody/tr")]
        assert rows == [
            ["Besteed", "73,50 punten", "61%"],
            ["Gereserveerd", "12,00 punten", "10%"],
            ["Nog te besteden", "34,50 punten", "29%"],
        ]

    def test_names_both_times_and_the_position(self) -> None:
        tree = html.document_fromstring(render("client/budget.html"))
        assert texts(tree, "//p[@class='pvb-as-of']") == [
            "Stand op 4 maart 2026, tot en met gebeurtenis 1234. Die is vastgelegd op 4 maart 2026 om 11.15 uur."
        ]


class TestBars:
    """Integers only: parts add up to the whole, and what is there can be seen."""

    @pytest.mark.parametrize(
        ("parts", "widths"),
        [
            ((1, 1, 1), (334, 333, 333)),
            ((0, 0, 0), (0, 0, 0)),
            ((0, 0, 5), (0, 0, 1000)),
            ((1, 0, 999_999), (12, 0, 988)),
            ((50, 30, 20), (500, 300, 200)),
        ],
    )
    def test_split_is_exact(self, parts: tuple[int, ...], widths: tuple[int, ...]) -> None:
        assert split_width(parts) == widths

    @pytest.mark.parametrize(
        ("spent", "reserved", "granted"), [(0, 0, 1), (7350, 1200, 12000), (1, 1, 99_999), (120, 0, 120), (130, 5, 120)]
    )
    def test_budget_bar_fills_its_width(self, spent: int, reserved: int, granted: int) -> None:
        bar = budget_bar(spent, reserved, granted, dutch.points)
        assert sum(part.width for part in bar.segments) == FULL
        assert [part.x for part in bar.segments] == [sum(p.width for p in bar.segments[:i]) for i in range(3)]

    def test_limit_shows_only_when_it_is_passed(self) -> None:
        assert budget_bar(100, 0, 100, dutch.points).limit is None
        assert budget_bar(125, 75, 100, dutch.points).limit == 500
        assert budget_bar(125, 75, 100, dutch.points).segments[2].amount == "0,00 punten"

    @pytest.mark.parametrize(
        ("today", "used", "left"),
        [
            (date(2025, 12, 31), 0, 365),
            (date(2026, 1, 1), 1, 364),
            (date(2026, 12, 31), 365, 0),
            (date(2027, 6, 1), 365, 0),
        ],
    )
    def test_time_counts_both_ends(self, today: date, used: int, left: int) -> None:
        bar = time_bar(date(2026, 1, 1), date(2026, 12, 31), today)
        assert (bar.days_used, bar.days_left) == (used, left)

    def test_scale_marks_what_passes_the_reference(self) -> None:
        bars = scale_bars(100, (("left", "Afgesproken", 100), ("spent", "Goedgekeurd", 200)), dutch.euro)
        assert [(row.width, row.over) for row in bars.rows] == [(500, False), (1000, True)]
        assert bars.reference == 500

    def test_negative_part_is_a_programming_error(self) -> None:
        with pytest.raises(ValueError, match="negative"):
            split_width((-1, 2))


def vendored() -> Iterator[tuple[str, str]]:
    """File and sum of each row of VENDOR.md."""
    text = (VENDOR / "VENDOR.md").read_text(encoding="utf-8")
    yield from re.findall(r"\| `([^`]+)` \| `([0-9a-f]{64})` \|", text)


class TestVendoredCss:
    """What was copied is what was published: nothing changed, nothing unlisted, nothing unused."""

    def test_sums(self) -> None:
        listed = dict(vendored())
        found = {
            str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in VENDOR.rglob("*")
            if path.is_file() and path.name != "VENDOR.md"
        }
        assert listed == found

    def test_every_sheet_is_used(self) -> None:
        imported = re.findall(
            r'@import url\("vendor/([^"]+)"\)', (WEB / "static" / "components.css").read_text(encoding="utf-8")
        )
        assert sorted(imported) == sorted(file for file, _ in vendored() if file.endswith(".css"))

    def test_sheets_reach_for_nothing_outside_this_site(self) -> None:
        for sheet in (WEB / "static").rglob("*.css"):
            assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", sheet.read_text(encoding="utf-8")), sheet


def test_gallery_can_be_looked_at(tmp_path: Path) -> None:
    """Every page as a file that opens in a browser with its style sheets: for looking, and for the docs."""
    (tmp_path / "static").symlink_to(WEB / "static")
    for name in PAGES:
        file = tmp_path / (re.sub(r"[/#]", "-", name.replace(".html", "")) + ".html")
        file.write_text(render(name, static="static"), encoding="utf-8")
    assert len(list(tmp_path.glob("*.html"))) == len(PAGES)
    sheets = re.findall(r'href="(static/[^"]+)"', render("login.html", static="static"))
    assert sheets
    assert all((tmp_path / sheet).is_file() for sheet in sheets)
