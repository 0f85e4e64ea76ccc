"""`pvb explain`: where a figure comes from, as a tree down to the events."""

from datetime import date
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from ledger.vocabulary import dutch
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.amounts import Amount
from web.cli.days import day_of
from web.cli.options import AsJson, AsOf, On
from web.cli.reading import tell_as_of
from web.cli.session import house, write_json
from web.explaining.addresses import ADDRESSES
from web.explaining.asking import DEPTH, MOST_DEEP, explanation_of

Depth = Annotated[int, typer.Option("--depth", min=0, max=MOST_DEEP, help="Hoeveel niveaus u wilt zien.")]
Skip = Annotated[int, typer.Option("--skip", min=0, help="Hoeveel delen van het bedrag zelf u overslaat.")]
ALL_ADDRESSES = "\n\n".join(["Alle adressen:", *(f"{one}: {what}." for one, what in ADDRESSES.items())])


def explain(
    figure: Annotated[
        str,
        typer.Argument(
            help="Het bedrag, zoals b1.available of provider:p1.paid@2026-03. Alle adressen staan hieronder."
        ),
    ],
    on: On = None,
    as_of: AsOf = None,
    depth: Depth = DEPTH,
    skip: Skip = 0,
    as_json: AsJson = False,
) -> None:
    """Leg een bedrag uit: waaruit het bestaat, welke regel of welk tarief gold, en wie het vastlegde."""
    day = None if on is None else day_of(on)
    with house(make=False) as opened:
        answer = explanation_of(opened, SYSTEM, figure, day, as_of, depth, skip)
    if as_json:
        write_json(answer)
        return
    Console(highlight=False).print(_tree(answer["explanation"]))
    tell_as_of(answer)


def _tree(node: dict[str, Any]) -> Tree:
    tree = Tree(_told(node), guide_style="dim")
    for child in node["children"]:
        tree.children.append(_tree(child))
    if node["parts"] and not node["children"]:
        parts = "1 deel" if node["parts"] == 1 else f"{node['parts']} delen"
        asked = f": pvb explain '{node['figure']}'" if node["figure"] else ""
        tree.add(Text(f"{parts}{asked}", "dim"))
    return tree


def _told(node: dict[str, Any]) -> Text:
    told = Text(node["label"])
    if node["amount"] is not None:
        told.append(" " if node["label"].endswith(".") else ": ")
        told.append(dutch.amount(Amount.parse(node["amount"])), "bold")
    beside = [node["basis"], _whence(node)]
    told.append("".join(f"\n{one}" for one in beside if one), "dim")
    return told


def _whence(node: dict[str, Any]) -> str:
    """Tell by which event, by whom, and for which day when the label does not."""
    if not node["positions"]:
        return ""
    numbers = ", ".join(map(str, node["positions"]))
    by = node["by"]
    who = "" if by is None else f", door {by['id']}" + ("" if by["id"] == by["role"] else f" ({by['role']})")
    on = dutch.day(date.fromisoformat(node["on"])) if node["on"] else ""
    return f"gebeurtenis {numbers}{who}{f', geldt op {on}' if on and on not in node['label'] else ''}"
