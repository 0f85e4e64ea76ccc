"""The frame around every page, and the parts that several audiences share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

BadgeKind = Literal["plain", "ok", "wait", "stop"]
MessageKind = Literal["ok", "info", "warning", "error"]


@dataclass(frozen=True)
class Link:
    """A link and its text; `current` marks the page one is on; `note` is a second, smaller line."""

    text: str
    href: str
    current: bool = False
    note: str = ""


@dataclass(frozen=True)
class SignedIn:
    """Who is logged in. `role` in Dutch words ('dochter van mevrouw Jansen', 'medewerker')."""

    name: str
    role: str
    logout_action: str
    csrf: str


@dataclass(frozen=True)
class Message:
    """What just happened, for the status region: kept short, one or two sentences."""

    kind: MessageKind
    text: str


@dataclass(frozen=True)
class Shell:
    """`static` is the address of web/static without a final slash; `user` is None before logging in.

    `notice` is what is wrong with the figures of every page, if anything.
    """

    static: str = "/static"
    home_href: str = "/"
    accessibility_href: str = "/toegankelijkheid"
    user: SignedIn | None = None
    nav: tuple[Link, ...] = ()
    message: Message | None = None
    notice: str = ""


@dataclass(frozen=True)
class FieldError:
    """One thing to repair: `field` is the field's name in the form, `message` a Dutch sentence saying what
    to do.
    """

    field: str
    message: str


@dataclass(frozen=True)
class Form:
    """A form as it was sent or first shown.

    `hidden` holds what travels along unseen (csrf, command_id against double entry); `values` what was
    typed, by field name; `picked` the chosen values of groups of checkboxes; `errors` everything that is
    wrong, in the order of the fields.
    """

    action: str
    hidden: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    picked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    errors: tuple[FieldError, ...] = ()

    def value(self, name: str) -> str:
        return self.values.get(name, "")

    def has(self, name: str, choice: str) -> bool:
        return choice in self.picked.get(name, frozenset())

    def error(self, name: str) -> str:
        """All messages of one field in one text; '' when nothing is wrong."""
        return " ".join(error.message for error in self.errors if error.field == name)


@dataclass(frozen=True)
class Choice:
    """One radio button or checkbox: the value sent, the text shown, and a second line."""

    value: str
    text: str
    hint: str = ""


@dataclass(frozen=True)
class Badge:
    """A state in a word: 'goedgekeurd' (ok), 'in behandeling' (wait), 'afgekeurd' (stop), or plain."""

    text: str
    kind: BadgeKind = "plain"


@dataclass(frozen=True)
class Fact:
    """A label with its value, in a summary list."""

    label: str
    value: str
    href: str = ""


@dataclass(frozen=True)
class Explained:
    """A figure with what it is made of ('Waarom dit bedrag?'): `note` says by which rule, `href` leads to its line
    or event.
    """

    text: str
    amount: str = ""
    note: str = ""
    href: str = ""
    parts: tuple["Explained", ...] = ()


@dataclass(frozen=True)
class Pages:
    """Where one is in a long list; an empty address means there is none."""

    current: int
    total: int
    previous_href: str = ""
    next_href: str = ""


@dataclass(frozen=True)
class AsOf:
    """What the page holds for: the day ('4 maart 2026'), the recording time, the last event that counts.

    `name` is that of the stand that was chosen, if one was; `until` the last day that counts, where one was chosen.
    `href` gives exactly this page ever after. `looks_back`: an earlier moment is shown; `back_href` shows now.
    """

    on: str
    recorded: str
    position: int
    name: str = ""
    until: str = ""
    href: str = ""
    looks_back: bool = False
    back_href: str = ""


@dataclass(frozen=True)
class AsOfForm:
    """A GET form to look back. `at` as datetime-local ('2026-03-04T11:15', Dutch time), `position` as typed.

    `stand` is the name that was chosen out of `standen`. `errors` name the fields 'at', 'position', 'stand', 'on';
    `keep` are other query parameters to keep; `reset_href` shows today. `with_days`: the last day that counts may be
    chosen too, `on`.
    """

    action: str
    at: str = ""
    position: str = ""
    errors: tuple[FieldError, ...] = ()
    keep: Mapping[str, str] = field(default_factory=dict)
    reset_href: str = ""
    stand: str = ""
    standen: tuple[Choice, ...] = ()
    on: str = ""
    with_days: bool = False

    def as_form(self) -> Form:
        values = {"at": self.at, "position": self.position, "stand": self.stand, "on": self.on}
        return Form(self.action, self.keep, values, errors=self.errors)


@dataclass(frozen=True)
class LoginPage:
    """`login.html`. Fields: username, password; hidden: csrf, next.

    A refused login is an error on 'username'.
    """

    form: Form


@dataclass(frozen=True)
class HomePage:
    """`home.html`.

    `links` lead to what this person may do; an empty tuple says that nothing has been opened yet.
    """

    greeting: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class ErrorPage:
    """`error.html`.

    `title` says what went wrong, `what` explains, `next_steps` say what to do; `code` is stable.
    """

    title: str
    what: str
    next_steps: tuple[str, ...]
    code: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class AccessibilityPage:
    """`accessibility.html`.

    Where a barrier can be reported, in words ('Bel 010 ...' or an e-mail address).
    """

    contact: str
