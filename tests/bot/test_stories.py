"""Whole conversations with the really trained bot and the really running actions, from `stories/*.yml`.

Those in `stories/shop` are about what is in the shop: they are told to both implementations of its port, to the SQL
database and to the REST API.

A story has a name and steps; a signed-in customer has an `identity`, their e-mail address. A step is what the customer
`says` or which button they choose (`chooses`), and what is expected of the answer:

- the `intent`, what it is `meant` as in its place, what is asked for `also`, the `language`,
- the `answer` (one of data/answers, in any of its variations), what the customer `hears` (parts of the text, in this
  order) and `hears_not`, the intents that are offered as buttons (`offers`),
- the `actions` that ran, the `signals` (none, unless told; `any` where they depend on the order that is drawn),
- `attaches`: how the names of the PDFs begin that come along (none, unless told); they are fetched,
- `mails`: for each mail that is sent meanwhile (none, unless told) its recipient and parts of it,
- `shop`: what the shop has about an order or a mailbox after it, and `shop_not`, what it has not,
- `context`: parts of what a person who takes over reads.

`<order>` is an order that can still be cancelled and that no other story uses, `<german>` and `<swiss>` one that goes
there; `<delivered>` can be sent back in several parts, `<single>` has but one, `<old>` came too long ago, and
`<arrived>` came back and waits for its refund. `<order.postcode>` (also `<postcode>`), `<order.email>`, `<order.first>`
(an article), `<order.first.en>` and `<order.second>` belong to each. `<account>` and `<reader>` are mailboxes with an
account, without and with the newsletter; `<code>` is the code in the newest mail.
"""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.actions.mailing import Inbox
from tests.bot.recorded import leaves_one_record_for_each_failed_turn
from tests.bot.shops import DemoShop
from tests.bot.talking import Bot, Conversation, said, signals
from tests.stack import Stack

Json = dict[str, Any]

FOLDER = Path(__file__).parent / "stories"
ROOT = Path(__file__).parents[2]
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text())
ANSWERS = {
    f"utter_{name}": answer
    for path in (ROOT / "data/answers").glob("*.yml")
    if path.name != "choices.yml"
    for name, answer in yaml.safe_load(path.read_text()).items()
}
SHOPS = {"sql": "bot_stack", "rest": "rest_stack"}
STORIES = [
    (shop, path.stem, story)
    for shop in SHOPS
    for path in sorted(FOLDER.glob("shop/*.yml" if shop == "rest" else "**/*.yml"))
    for story in yaml.safe_load(path.read_text())
]
EXPECTATIONS = {
    "says",
    "chooses",
    "intent",
    "meant",
    "also",
    "language",
    "answer",
    "hears",
    "hears_not",
    "actions",
    "signals",
    "offers",
    "attaches",
    "mails",
    "shop",
    "shop_not",
    "context",
}
_CODE = re.compile(r"^(\d{6})\s*$", re.MULTILINE)


class Teller:
    """Tells stories to the bot of one stack."""

    def __init__(self, stack: Stack, inbox: Inbox) -> None:
        self.inbox = inbox
        self.bot = Bot(stack.rasa, stack.token)
        self.shop = DemoShop(stack)
        self.desk = httpx.Client(
            base_url=stack.actions, headers={"Authorization": f"Bearer {stack.token}"}, trust_env=False
        )

    def tell(self, story: Json) -> list[tuple[Json, Json]]:
        """One story from its beginning to its end; its steps with what was answered."""
        heard = []
        names = self.shop.names_in(str(story))
        email = _filled(story.get("identity"), names)
        conversation = self.bot.conversation(**({"identity": {"sub": "1", "email": email}} if email else {}))
        for step in story["steps"]:
            assert set(step) <= EXPECTATIONS, f"no such expectation: {set(step) - EXPECTATIONS}"
            if "<code>" in str(step):
                names["<code>"] = _CODE.findall(self._mails()[-1])[-1]
            filled = _filled(step, names)
            before = len(self.inbox.envelopes)
            answer = conversation.say(filled["says"]) if "says" in filled else conversation.choose(filled["chooses"])
            _check(filled, answer, conversation)
            self._check_around(filled, answer, self._mails()[before:])
            heard.append((filled, answer))
        return heard

    def _check_around(self, step: Json, answer: Json, mails: list[str]) -> None:
        """What the answer brings along, and what was done."""
        told = f"\n{step}\n{said(answer)}\n{mails}"
        attached = [each for reply in answer["replies"] for each in reply["attachments"]]
        wanted = step.get("attaches", [])
        assert len(attached) == len(wanted), f"{attached} {told}"
        for each, beginning in zip(attached, wanted, strict=True):
            assert each["name"].startswith(beginning), f"{each} {told}"
            document = self.desk.get(each["source"])
            assert (document.status_code, each["type"]) == (httpx.codes.OK, "application/pdf"), f"{each} {told}"
            assert document.content.startswith(b"%PDF"), f"{each} {told}"
        assert len(mails) == len(step.get("mails", [])), told
        for mail, parts in zip(mails, step.get("mails", []), strict=True):
            assert mail.startswith(parts[0]), told
            assert [part for part in parts[1:] if part not in mail] == [], told
        for subject, parts in step.get("shop", {}).items():
            assert [part for part in parts if part not in self.shop.holds(subject)] == [], self.shop.holds(subject)
        for subject, parts in step.get("shop_not", {}).items():
            assert [part for part in parts if part in self.shop.holds(subject)] == [], self.shop.holds(subject)

    def _mails(self) -> list[str]:
        """Each with its recipient first, then its subject, its text, and the names of what is attached."""
        return [
            "\n".join(
                [
                    str(mail["to"]),
                    str(mail["subject"]),
                    str(mail.get_body(("plain",)).get_content()),
                    *(str(part.get_filename()) for part in mail.iter_attachments()),
                ]
            )
            for mail in self.inbox.mails
        ]


@pytest.fixture(scope="module")
def tellers(request: pytest.FixtureRequest, inbox: Inbox) -> Iterator[dict[str, Teller]]:
    """Those whose stack is running."""
    made: dict[str, Teller] = {}
    yield made
    for teller in made.values():
        teller.bot.http.close()
        teller.desk.close()


@pytest.mark.parametrize(
    ("shop", "topic", "story"), STORIES, ids=[f"{topic}: {story['story']} ({shop})" for shop, topic, story in STORIES]
)
def test_story(
    request: pytest.FixtureRequest,
    tellers: dict[str, Teller],
    inbox: Inbox,
    sqlite_url: str,
    shop: str,
    topic: str,
    story: Json,
) -> None:
    if shop not in tellers:
        tellers[shop] = Teller(request.getfixturevalue(SHOPS[shop]), inbox)
    heard = tellers[shop].tell(story)
    asyncio.run(leaves_one_record_for_each_failed_turn(sqlite_url, heard))


def test_every_intent_has_a_story_in_both_languages() -> None:
    told: dict[str, set[str]] = {}
    for _, _, story in STORIES:
        for step in story["steps"]:
            told.setdefault(step.get("intent", ""), set()).add(step.get("language", ""))
    missing = {intent for intent in DOMAIN["intents"] if not {"de", "en"} <= told.get(intent, set())}
    assert not missing


def test_every_form_and_every_action_has_a_story() -> None:
    ran = {action for _, _, story in STORIES for step in story["steps"] for action in step.get("actions", ())}
    assert set(DOMAIN["actions"]) <= ran


def _filled(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {_filled(name, names): _filled(each, names) for name, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, names) for each in value]
    for name, meant in names.items():
        value = value.replace(name, meant) if value else value
    return value


def _check(step: Json, answer: Json, conversation: Conversation) -> None:
    understanding = answer["understanding"]
    heard = said(answer)
    told = f"\n{step}\n{heard}\n{understanding['ranking'][:3]} {answer['actions']} {answer['signals']}"
    assert step.get("signals") == "any" or signals(answer) == step.get("signals", []), told
    assert all(action["ok"] for action in answer["actions"]), told
    for name in ("intent", "language", "meant", "also"):
        assert name not in step or understanding[name] == step[name], told
    if "actions" in step:
        assert [action["name"] for action in answer["actions"]] == step["actions"], told
    if "answer" in step:
        assert any(text in heard for text in _variations(step["answer"], understanding["language"])), told
    place = 0
    for part in step.get("hears", ()):
        place = heard.find(part, place)
        assert place >= 0, f"{part!r} is missing, or not in this order {told}"
    for part in step.get("hears_not", ()):
        assert part not in heard, told
    offered = {choice["intent"] for choice in conversation.choices()}
    assert set(step.get("offers", ())) <= offered, told
    escalated = next((signal["escalate"] for signal in answer["signals"] if "escalate" in signal), answer)
    _check_part(escalated["context"], step.get("context", {}), told)


def _check_part(whole: Json, part: Json, told: str) -> None:
    for name, value in part.items():
        if isinstance(value, dict) and name != "verified":
            _check_part(whole[name] or {}, value, told)
        else:
            assert whole.get(name) == value, f"{name}: {whole} {told}"


def _variations(name: str, language: str) -> list[str]:
    """What an answer may say in a language, each up to the first place-holder in it."""
    texts = ANSWERS[name][language]
    return [text.split("{")[0].strip() for text in ([texts] if isinstance(texts, str) else texts)]
