"""Samples in short: sixty approved lines of p1 for c1 in March 2026, and what is said of those that are drawn."""

from typing import Any

from ledger.aggregates.samples import Sample
from ledger.events import decode
from tests.ledger.lines import Line, line
from tests.ledger.story import Story

LINES = 60


def declared(count: int = LINES, declaration: str = "d1", provider: str = "p1", client: str = "c1") -> Line:
    """Declare so many lines: on the first days of March, of EUR 60.00, 61.00 and so on."""
    lines = [
        {
            "line": str(number + 1),
            "client": client,
            "prestatie": "H126",
            "on": f"2026-03-{1 + number % 28:02}",
            "quantity": "3:00",
            "unit": "UUR",
            "amount": {"EUR": f"{60 + number}.00"},
        }
        for number in range(count)
    ]
    facts = {
        "declaration": declaration,
        "provider": provider,
        "period": ["2026-03-01", "2026-03-31"],
        "on": "2026-04-02",
    }
    return {"do": "submit_declaration", **facts, "lines": lines}


def approved(*numbers: int, declaration: str = "d1") -> Line:
    """Approve lines; without numbers all sixty."""
    lines = [str(number) for number in numbers or range(1, LINES + 1)]
    return {"do": "approve_declaration", "declaration": declaration, "lines": lines, "on": "2026-04-03"}


def drawn(sample: str = "s1", **more: Any) -> Line:
    """Draw by monetary unit for material control: 60 cents of March in Rotterdam."""
    facts = {"sample": sample, "method": "mus", "seed": "rotterdam 2026", "period": ["2026-03-01", "2026-03-31"]}
    return line("draw_sample", facts | {"tolerable": "5.00", "region": "Rotterdam"}, more)


def judged(item: str, right: str, sample: str = "s1", **more: Any) -> Line:
    """Say how much of an item is right."""
    return line("judge_item", {"sample": sample, "item": item, "audited": {"EUR": right}}, more)


def evaluated(sample: str = "s1") -> Line:
    """Evaluate."""
    return {"do": "evaluate_sample", "sample": sample}


def sample_of(story: Story, number: str = "s1") -> Sample:
    """Return a sample as it stands in the log."""
    sample = Sample(number)
    for record in story.house.ledger.stream(Sample.stream_of(number)):
        sample.replay(decode(record.topic, record.state), record.position)
    return sample


def judge_all(story: Story, right: dict[str, str] | None = None, sample: str = "s1") -> None:
    """Judge every item: all of it is right, but for those that are named."""
    for item in sample_of(story, sample).items.values():
        euros = (right or {}).get(item.key, f"{item.eurocent // 100}.{item.eurocent % 100:02}")
        story.tell(judged(item.key, euros, sample))
