"""Which lines are drawn: by the seed alone, each with the chance that the method gives it."""

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.sampling.drawing import Item, Population, draw, number_below, population_of
from ledger.sampling.plan import FORMAL, Method, Plan, Target

amounts = st.lists(st.integers(1, 5_000), min_size=1, max_size=60)


RANDOM = ["d1/000", "d1/004", "d1/010", "d1/027", "d1/033"]
MUS = ["d1/006", "d1/015", "d1/021", "d1/028", "d1/035", "d1/038", "d1/042", "d1/049"]
"""What these two seeds draw below; never to be changed."""


def population(eurocents: list[int]) -> Population:
    """Lines of one declaration, with these amounts."""
    return population_of((f"d1/{number:03}", eurocent) for number, eurocent in enumerate(eurocents))


def planned(method: Method, size: int, whole: Population, target: Target = FORMAL) -> Plan:
    """A plan of so many items, whatever they prove."""
    interval = max(1, whole.eurocent // size) if method == "mus" else None
    return Plan(method=method, target=target, size=size, interval_eurocent=interval)


class TestARandomNumber:
    def test_is_sha_256_of_seed_and_counter(self) -> None:
        """`printf '%s' 'rotterdam,1' | sha256sum` gives fac15a…; the rest after dividing by 100 is 69."""
        digest = sha256(b"rotterdam,1").hexdigest()
        assert number_below("rotterdam", 1, 100) == int(digest, 16) % 100 == 69

    def test_is_below_its_bound_and_evenly_spread(self) -> None:
        """Of 6000 throws of a die each face comes up 900 to 1100 times."""
        faces = Counter(number_below("dobbelsteen", throw, 6) for throw in range(6000))
        assert set(faces) == set(range(6))
        assert all(900 < count < 1100 for count in faces.values())


class TestAPopulation:
    def test_is_in_the_order_of_its_keys_however_it_came(self) -> None:
        """By code point, so a database that sorts otherwise makes no difference."""
        lines = [("d1/a", 1), ("d1/B", 2), ("d1/10", 3), ("d1/9", 4), ("D1/1", 5)]
        assert population_of(lines).keys == population_of(reversed(lines)).keys
        assert population_of(lines).keys == ["D1/1", "d1/10", "d1/9", "d1/B", "d1/a"]

    def test_has_a_digest_that_anybody_makes_from_a_text_file(self) -> None:
        """Key, tab, cents, newline."""
        whole = population_of([("d2/1", 500), ("d1/1", 250)])
        assert whole.digest() == sha256(b"d1/1\t250\nd2/1\t500\n").hexdigest()
        assert (whole.count, whole.eurocent) == (2, 750)

    def test_takes_no_key_twice_and_no_amount_below_a_cent(self) -> None:
        """A line is one line; what is nothing cannot be hit."""
        for lines in ([("d1/1", 1), ("d1/1", 2)], [("d1/1", 0)], [("d1/1", -1)]):
            with pytest.raises(ValueError, match="population"):
                population_of(lines)


class TestTheSameSeed:
    def test_draws_these_lines_for_ever(self) -> None:
        """Written down here once: on every machine, with every version of Python."""
        whole = population([100 + 7 * number for number in range(50)])
        by_line = draw(planned("random", 5, whole), "rotterdam 2026", whole)
        assert [one.key for one in by_line] == RANDOM
        by_cent = draw(planned("mus", 8, whole), "rotterdam 2026", whole)
        assert [one.key for one in by_cent] == MUS

    def test_draws_otherwise_from_another_population(self) -> None:
        """And another seed draws other lines."""
        whole = population([500] * 200)
        plan = planned("random", 10, whole)
        assert draw(plan, "a", whole) != draw(plan, "b", whole)
        assert draw(plan, "a", whole) == draw(plan, "a", population([500] * 200))


class TestDrawingLines:
    @given(amounts, st.integers(1, 80), st.text(max_size=5))
    def test_takes_so_many_different_lines_or_all_there_are(self, eurocents: list[int], size: int, seed: str) -> None:
        """Never one twice."""
        whole = population(eurocents)
        items = draw(planned("random", size, whole), seed, whole)
        assert len({one.key for one in items}) == len(items) == min(size, whole.count)
        assert [one.key for one in items] == sorted(one.key for one in items)
        assert all(one == Item(key=one.key, eurocent=whole.eurocents[whole.keys.index(one.key)]) for one in items)

    def test_gives_every_set_of_lines_the_same_chance(self) -> None:
        """Two of five lines: ten pairs, each about 400 times in 4000 draws."""
        whole = population([1, 10, 100, 1000, 5000])
        plan = planned("random", 2, whole)
        pairs = Counter(tuple(one.key for one in draw(plan, f"zaad {number}", whole)) for number in range(4000))
        assert len(pairs) == 10
        assert all(320 < count < 480 for count in pairs.values())


class TestDrawingMoney:
    @settings(max_examples=200)
    @given(amounts, st.integers(1, 80), st.text(max_size=5))
    def test_hits_one_cent_of_every_cell(self, eurocents: list[int], size: int, seed: str) -> None:
        """Looked up cent by cent: the cents that the seed names in the lines below the interval; and all others."""
        whole = population(eurocents)
        plan = planned("mus", size, whole)
        interval = plan.interval_eurocent
        assert interval is not None
        cents = [key for key, of in zip(whole.keys, whole.eurocents, strict=True) if of < interval for _ in range(of)]
        named = [cell * interval + number_below(seed, cell + 1, interval) for cell in range(len(cents) // interval + 1)]
        hits = Counter(cents[cent] for cent in named if cent < len(cents))
        items = draw(plan, seed, whole)
        assert {one.key: one.hits for one in items if one.eurocent < interval} == hits
        large = [key for key, of in zip(whole.keys, whole.eurocents, strict=True) if of >= interval]
        assert [one.key for one in items if one.eurocent >= interval] == large
        assert all(one.hits == 1 for one in items if one.eurocent >= interval)

    def test_takes_a_line_of_the_interval_and_maybe_one_a_cent_below(self) -> None:
        """The interval of EUR 10.00: a line of EUR 10.00 is always in, one of EUR 9.99 is not."""
        whole = population([300, 1000, 999, 701, 1000])
        drawn = [draw(planned("mus", 4, whole), f"zaad {number}", whole) for number in range(100)]
        keys = [{one.key for one in items} for items in drawn]
        assert all({"d1/001", "d1/004"} <= one for one in keys)
        assert any("d1/002" not in one for one in keys)

    def test_gives_a_line_a_chance_by_its_amount(self) -> None:
        """Cents in a line, of all that are not in a large one; also in the last cell, which is not whole."""
        whole = population([300, 100, 200, 250])
        plan = planned("mus", 2, whole)
        assert plan.interval_eurocent == 425
        hits: Counter[str] = Counter()
        for number in range(4000):
            hits.update({one.key: one.hits for one in draw(plan, f"zaad {number}", whole)})
        for key, eurocent in zip(whole.keys, whole.eurocents, strict=True):
            assert abs(hits[key] / 4000 - eurocent / 425) < 0.035

    def test_is_not_led_by_amounts_that_come_back(self) -> None:
        """Every week the same four lines, wrong ones each fourth: a fixed step would see only these or none of them."""
        whole = population([100, 100, 100, 100] * 50)
        items = draw(planned("mus", 50, whole), "vast", whole)
        places = Counter(int(one.key[3:]) % 4 for one in items)
        assert set(places) == {0, 1, 2, 3}
