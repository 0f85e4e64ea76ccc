"""Whatever changed afterwards, crediting and declaring anew ends at what would have been declared right at once."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.funding.deriving import Line
from ledger.funding.model import Computed, Owed
from ledger.funding.redeclaring import Changes, New, Place, Standing, differences, place_of

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


def derived(
    paid: int,
    quantity: int = 60,
    client: str | None = "c1",
    prestatie: str = "H126",
    unpaid: int = 0,
    settles: bool = False,
    owed: tuple[Owed, ...] = (),
    last: date = MARCH[1],
    step: str = "zo berekend",
) -> Line:
    """Return a line as it comes out of a model, in cents."""
    computed = Computed(
        client=client,
        region="Rotterdam",
        prestatie=prestatie,
        first=MARCH[0],
        last=last,
        quantity=0 if settles else quantity,
        unit="minuut",
        eurocent=paid + unpaid,
        steps=(step,),
        rests_on=(4,),
        owed=owed,
        settles=settles,
    )
    return Line(computed, "E" if settles else "A", paid, unpaid, unpaid)


def settling(paid: int, **more: object) -> list[Line]:
    """Return a base line of sixty euro and what is settled of it."""
    base = derived(6000)
    lines = [base, derived(paid, settles=True, step="de score is bekend")] if paid else [base]
    return [Line(line.computed, "E", line.paid_eurocent, line.unpaid_eurocent, line.above_eurocent) for line in lines]


class Books:
    """What was declared and credited, as a ledger would keep it; `waiting` lines are judged at the end of the month."""

    def __init__(self) -> None:
        self.standing: list[Standing] = []
        self.credited = 0
        self.declarations = 0

    def declare(self, right: Sequence[Line], approve: bool = True) -> Changes:
        """Do what the difference says."""
        changes = differences(self.standing, right)
        less = Counter({credit.standing.reference: credit.eurocent for credit in changes.credits})
        assert len(less) == len(changes.credits)
        for credit in changes.credits:
            assert 0 < credit.eurocent <= credit.standing.left_eurocent
            assert credit.standing in self.standing
        self.standing = [_left(one, one.left_eurocent - less[one.reference]) for one in self.standing]
        self.declarations += 1
        for number, new in enumerate(changes.lines, start=1):
            assert new.line.paid_eurocent > 0
            assert new.line.paid_eurocent + new.line.unpaid_eurocent == new.line.computed.eurocent
            assert sum(due.eurocent for due in new.line.computed.owed) <= new.line.computed.eurocent
            self.standing.append(self._declared(number, new.line, not approve))
        return changes

    def _declared(self, number: int, line: Line, waiting: bool) -> Standing:
        return Standing(
            declaration=f"k1-2026-03-{self.declarations}",
            line=str(number),
            place=place_of(line),
            quantity=line.computed.quantity,
            left_eurocent=line.paid_eurocent,
            owed=line.computed.owed,
            settles=line.computed.settles,
            waiting=waiting,
        )

    def totals(self) -> dict[Place, int]:
        """Return what is paid per place, where anything is."""
        found: Counter[Place] = Counter()
        for one in self.standing:
            found[one.place] += one.left_eurocent
        return {place: total for place, total in found.items() if total}


def _left(one: Standing, left: int) -> Standing:
    return Standing(
        declaration=one.declaration,
        line=one.line,
        place=one.place,
        quantity=one.quantity,
        left_eurocent=left,
        owed=one.owed,
        settles=one.settles,
        waiting=one.waiting,
    )


def pointed(new: New) -> tuple[str, str] | None:
    """Return which line a new line comes in the place of."""
    return None if new.replaces is None else new.replaces.reference


def right_at_once(lines: Sequence[Line]) -> dict[Place, int]:
    """Return what the lines come to per place: what is settled included, never below zero."""
    found: Counter[Place] = Counter()
    for line in lines:
        found[place_of(line)] += line.paid_eurocent
    return {place: total for place, total in found.items() if total > 0}


@pytest.fixture
def books() -> Books:
    """Nothing was declared yet."""
    return Books()


class TestWhatStaysTheSame:
    def test_is_left_alone(self, books: Books) -> None:
        """Also where the steps are told in other words."""
        books.declare([derived(6000)])
        changes = books.declare([derived(6000, step="zo berekend, met meer woorden")])
        assert not changes
        assert changes.eurocent == 0

    def test_is_not_touched_by_what_changes_beside_it(self, books: Books) -> None:
        """Of two clients one had more care."""
        books.declare([derived(6000), derived(6000, client="c2")])
        changes = books.declare([derived(6000), derived(7000, quantity=70, client="c2")])
        assert [credit.standing.place.client for credit in changes.credits] == ["c2"]

    def test_of_nothing_paid_is_not_declared(self, books: Books) -> None:
        """What lies wholly above the ceiling is no line."""
        assert not books.declare([derived(0, unpaid=6000)])


class TestWhatChanged:
    def test_is_credited_whole_and_declared_anew(self, books: Books) -> None:
        """The new line points to the old one."""
        books.declare([derived(6000)])
        changes = books.declare([derived(4000, quantity=40)])
        assert [(credit.eurocent, credit.why) for credit in changes.credits] == [(6000, "replaced")]
        assert [(new.line.paid_eurocent, pointed(new)) for new in changes.lines] == [(4000, ("k1-2026-03-1", "1"))]
        assert changes.eurocent == -2000

    @pytest.mark.parametrize("other", [derived(6000, quantity=61), derived(6001), derived(5999)])
    def test_by_one_minute_or_one_cent_is_a_change(self, books: Books, other: Line) -> None:
        """What was declared is what was given."""
        books.declare([derived(6000)])
        assert books.declare([other]).lines

    def test_in_what_an_onderaannemer_is_owed_is_a_change(self, books: Books) -> None:
        """The same amount, divided in another way."""
        books.declare([derived(6000, owed=(Owed("p2", 1000),))])
        assert books.declare([derived(6000, owed=(Owed("p2", 1001),))]).credits

    def test_is_credited_without_a_new_line_when_nothing_is_left_of_it(self, books: Books) -> None:
        """The client had died."""
        books.declare([derived(6000)])
        changes = books.declare([])
        assert [(credit.eurocent, credit.why) for credit in changes.credits] == [(6000, "gone")]
        assert not changes.lines

    def test_in_its_days_points_to_the_line_of_the_same_client(self, books: Books) -> None:
        """The indicatie ended on the twentieth."""
        books.declare([derived(6000), derived(6000, client="c2")])
        changes = books.declare([derived(6000), derived(4000, client="c2", last=date(2026, 3, 20))])
        assert [pointed(new) for new in changes.lines] == [("k1-2026-03-1", "2")]
        assert [credit.why for credit in changes.credits] == ["replaced"]

    def test_after_the_payer_took_something_back_is_declared_whole_again(self, books: Books) -> None:
        """What is right by the contract is asked for again; the payer judges it."""
        books.declare([derived(6000)])
        books.standing = [_left(books.standing[0], 4000)]
        changes = books.declare([derived(6000)])
        assert ([c.eurocent for c in changes.credits], [n.line.paid_eurocent for n in changes.lines]) == (
            [4000],
            [6000],
        )

    def test_while_its_line_waits_is_told_to_wait(self, books: Books) -> None:
        """The payer judges first; what waits and is right hinders nobody."""
        books.declare([derived(6000), derived(6000, client="c2")], approve=False)
        changes = books.declare([derived(6000), derived(4000, client="c2")])
        assert [one.place.client for one in changes.waiting] == ["c2"]
        assert not differences(books.standing, [derived(6000), derived(6000, client="c2")]).waiting


class TestWhatIsSettled:
    def test_above_zero_is_a_line_of_its_own(self, books: Books) -> None:
        """The base line stands."""
        books.declare(settling(0))
        changes = books.declare(settling(300))
        assert not changes.credits
        (new,) = changes.lines
        assert (new.line.paid_eurocent, new.line.computed.settles, new.replaces) == (300, True, None)
        assert not books.declare(settling(300))

    def test_below_zero_is_taken_from_the_base_line_in_part(self, books: Books) -> None:
        """The rest of it stands."""
        books.declare(settling(0))
        changes = books.declare(settling(-300))
        assert [(credit.eurocent, credit.why) for credit in changes.credits] == [(300, "settled")]
        assert not changes.lines
        assert not books.declare(settling(-300))

    def test_is_divided_over_the_base_lines_by_largest_remainder(self, books: Books) -> None:
        """A third of a cent is nobody's."""
        lines = [Line(derived(paid).computed, "E", paid, 0, 0) for paid in (100, 100, 100)]
        less = Line(derived(-100, settles=True).computed, "E", -100, 0, 0)
        books.declare(lines)
        assert [credit.eurocent for credit in books.declare([*lines, less]).credits] == [34, 33, 33]

    def test_when_nothing_stands_yet_is_left_out_at_once(self, books: Books) -> None:
        """Declared late: the score is known already."""
        (new,) = books.declare(settling(-300)).lines
        assert (new.line.paid_eurocent, new.line.computed.eurocent) == (5700, 5700)
        assert new.line.computed.steps == ("zo berekend", "de score is bekend")
        assert not books.declare(settling(-300))

    @pytest.mark.parametrize("first", [-300, 0, 300])
    @pytest.mark.parametrize("then", [-400, -300, 0, 200, 300, 500])
    def test_anew_is_only_the_difference_with_before(self, books: Books, first: int, then: int) -> None:
        """The score was recorded wrong, or withdrawn."""
        books.declare(settling(0))
        books.declare(settling(first))
        changes = books.declare(settling(then))
        assert changes.eurocent == then - first
        assert sum(books.totals().values()) == 6000 + then

    def test_of_care_that_changed_too_is_declared_whole(self, books: Books) -> None:
        """Both at once: the old lines are credited, also the one that settled."""
        books.declare(settling(300))
        more = [Line(derived(7000, quantity=70).computed, "E", 7000, 0, 0), settling(350)[1]]
        changes = books.declare(more)
        assert sorted(credit.eurocent for credit in changes.credits) == [300, 6000]
        assert [new.line.paid_eurocent for new in changes.lines] == [7000, 350]


@st.composite
def a_month(draw: st.DrawFn) -> list[Line]:
    """Draw what is right at some moment: a few clients, more or less care, ceilings, and what is settled."""
    lines = []
    for client in draw(st.sets(st.sampled_from(["c1", "c2", None]))):
        for _ in range(draw(st.integers(1, 2))):
            paid = draw(st.integers(0, 12))
            owed = (Owed("p2", draw(st.integers(0, paid))),) if draw(st.booleans()) else ()
            quantity, unpaid = draw(st.integers(1, 2)), draw(st.integers(0, 3))
            lines.append(Line(derived(paid, quantity, client, unpaid=unpaid, owed=owed).computed, "E", paid, unpaid, 0))
        if draw(st.booleans()):
            change = draw(st.integers(-15, 8))
            lines.append(Line(derived(change, client=client, settles=True).computed, "E", change, 0, 0))
    return lines


class TestAnyHistory:
    @given(history=st.lists(a_month(), min_size=1, max_size=6))
    def test_ends_at_what_would_have_been_declared_right_at_once(self, history: list[list[Line]]) -> None:
        """And then there is nothing more to declare."""
        books = Books()
        for right in history:
            before = sum(books.totals().values())
            changes = books.declare(right)
            assert books.totals() == right_at_once(right)
            assert sum(books.totals().values()) - before == changes.eurocent
            assert not differences(books.standing, right)

    @given(history=st.lists(a_month(), min_size=2, max_size=4))
    def test_points_every_new_line_to_one_that_is_credited_whole(self, history: list[list[Line]]) -> None:
        """And never two of them to the same."""
        books = Books()
        for right in history:
            changes = books.declare(right)
            whole = {c.standing.reference for c in changes.credits if c.eurocent == c.standing.left_eurocent}
            found = [one for new in changes.lines if (one := pointed(new))]
            assert len(set(found)) == len(found)
            assert set(found) <= whole
