"""The parts of the service, built from the settings and connected with each other."""

from datetime import timedelta

from handover.adapters.actions import ActionServer
from handover.adapters.bot import Bot
from handover.adapters.clock import Clock
from handover.adapters.mail import ActionServerPost
from handover.adapters.rasas import Rasas
from handover.adapters.webhooks import HttpWebhook
from handover.config import Settings
from handover.domain.events import Floor
from handover.domain.journey import JourneyMap
from handover.domain.team import Plan
from handover.realtime.bridge import Bridge
from handover.realtime.hub import PROMISES, QUEUE, Hub, News, agent_topic, conversation_topic, talk_topic
from handover.services.alerts import Watch
from handover.services.grouper import Grouper
from handover.services.presence import Presence
from handover.services.queue import Queue
from handover.services.reckoner import Reckoner
from handover.services.refusals import Refusals
from handover.services.routing import Router
from handover.services.sender import Sender
from handover.services.turns import TurnRunner
from handover.services.upkeep import Upkeep
from handover.services.weekly import WeeklyMail
from handover.storage.moved import Moved
from handover.storage.store import Store
from handover.web.limits import Limits
from handover.web.lotse import Lotse, Rules
from handover.web.uploads import Uploads


def wire(settings: Settings, plan: Plan, journey: JourneyMap, clock: Clock, bot: Bot | None) -> Lotse:
    """All parts, built from the settings and connected, none of them running yet."""
    webhooks = {webhook.name: webhook.wanted for webhook in settings.webhooks}
    store = Store(settings.database, settings.patience, webhooks, journey)
    token = settings.bot_token.get_secret_value()
    if bot is None:
        bot = Rasas(settings.bot_urls, token, settings.seconds_per_process, settings.turns_in_flight)
    hub = Hub()
    redis_url = settings.redis_url.get_secret_value()
    actions = ActionServer(settings.actions_url, token, settings.shop_seconds, settings.action_seconds)
    runner = TurnRunner(store, clock, bot, actions, settings.turn_seconds)

    queue = Queue(store, clock, plan, hub)
    router = Router(store, clock, queue, settings.routing_rules)
    presence = Presence(store, clock, timedelta(seconds=settings.gone_seconds))

    def tell(moved: list[Moved]) -> None:
        for one in moved:
            _nudge(hub, one)
            if one.owes_turn:
                runner.wake(one.after.id)
        if any(one.changes_queue for one in moved):
            router.wake()

    store.after_commit(tell)
    sender = _sender(settings, store, clock)
    store.when_owed(sender.wake)
    rules = Rules(
        secret_key=settings.secret_key.get_secret_value(),
        allowed_sites=frozenset(settings.allowed_sites),
        identity_keys={kid: key.get_secret_value() for kid, key in settings.identity_keys.items()},
        secure_cookies=settings.secure_cookies,
        messages_per_minute=settings.messages_per_minute,
        conversations_per_minute=settings.conversations_per_minute,
        sign_ins_per_minute=settings.sign_ins_per_minute,
    )
    reckoner = Reckoner(store, clock, plan, rules.secret_key)
    may_mail = bool(settings.smtp_url.get_secret_value())
    weekly = WeeklyMail(store, clock, reckoner, plan, settings.pages_url) if may_mail else None
    limits = Limits(redis_url)
    uploads = Uploads(limits, settings.uploads_per_minute)
    return Lotse(
        store=store,
        clock=clock,
        bot=bot,
        actions=actions,
        hub=hub,
        bridge=Bridge(hub, redis_url) if redis_url else None,
        runner=runner,
        sender=sender,
        queue=queue,
        router=router,
        presence=presence,
        reckoner=reckoner,
        upkeep=Upkeep(reckoner, Watch(store, reckoner), Grouper(store, clock), weekly),
        refusals=Refusals(store, clock),
        limits=limits,
        uploads=uploads,
        rules=rules,
        plan=plan,
        journey=journey,
    )


def _sender(settings: Settings, store: Store, clock: Clock) -> Sender:
    webhooks = {one.name: HttpWebhook(one.url.get_secret_value(), one.keys) for one in settings.webhooks}
    # The budgets nest: longer than the action server's own for a mail.
    token = settings.bot_token.get_secret_value()
    return Sender(store, clock, webhooks, ActionServerPost(settings.actions_url, token, settings.turn_seconds))


def _nudge(hub: Hub, moved: Moved) -> None:
    news = News(moved.after, moved.events) if moved.events else None
    hub.nudge(conversation_topic(moved.after.id), news)
    sides = [side for side in (moved.before, moved.after) if side is not None]
    if any(side.floor is Floor.QUEUE for side in sides):
        hub.nudge(QUEUE)
    if any(event.name.startswith("promise") for event in moved.events):
        hub.nudge(PROMISES)
    for agent_id in {agent_id for side in sides for agent_id in (side.agent_id, side.offered_agent_id) if agent_id}:
        hub.nudge(agent_topic(agent_id) if moved.changes_queue else talk_topic(agent_id))
