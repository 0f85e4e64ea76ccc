"""The browser of the web tests: Starlette's client on the httpx of this project, and what stands on a page."""

import warnings

from httpx import Response
from lxml import html
from starlette.exceptions import StarletteDeprecationWarning

with warnings.catch_warnings():
    # Starlette asks for the successor of httpx; until that is on its feet, the one we have serves as well.
    warnings.simplefilter("ignore", StarletteDeprecationWarning)
    from fastapi.testclient import TestClient

__all__ = ["TestClient", "button", "errors", "heading", "hidden", "main_text", "send", "texts"]


def texts(answer: Response, path: str) -> list[str]:
    """The text, or the attribute, of everything at this XPath."""
    found = html.document_fromstring(answer.text).xpath(path)
    assert isinstance(found, list)
    return [item if isinstance(item, str) else " ".join(_text(item).split()) for item in found]


def heading(answer: Response) -> str:
    """The one first heading of a page."""
    (only,) = texts(answer, "//h1")
    return only


def main_text(answer: Response) -> str:
    """All that stands in the main part of a page."""
    return " ".join(texts(answer, "//main"))


def hidden(answer: Response, action: str = "") -> dict[str, str]:
    """The hidden fields of the form with this action in the main part of a page, or of its only form."""
    form = f"//main//form[@action='{action}']" if action else "//main//form[@method='post']"
    names = texts(answer, f"{form}//input[@type='hidden']/@name")
    values = texts(answer, f"{form}//input[@type='hidden']/@value")
    return dict(zip(names, values, strict=True))


def errors(answer: Response) -> list[str]:
    """What the summary above a form says is wrong, each with the field it leads to."""
    path = "//div[contains(@class, 'pvb-errors')]//li"
    links = texts(answer, f"{path}//a/@href")
    return [f"{href} {text}" for href, text in zip(links, texts(answer, f"{path}[.//a]"), strict=True)]


def send(browser: TestClient, address: str, **typed: str | list[str]) -> Response:
    """Open a page with one form, fill it in, send it; what it answers, a redirect not followed."""
    page = browser.get(address)
    assert page.status_code == 200, (address, page.status_code)
    action = texts(page, "//main//form[@method='post']/@action")[0]
    answer: Response = browser.post(action, data={**hidden(page), **typed})
    return answer


def button(browser: TestClient, address: str, action: str) -> Response:
    """Open a page and press the button that is a form by itself."""
    answer: Response = browser.post(action, data=hidden(browser.get(address), action))
    return answer


def _text(item: object) -> str:
    assert isinstance(item, html.HtmlElement)
    return str(item.text_content())
