"""The one place that builds the action server's parts from its settings."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from rasa_sdk.executor import ActionExecutor

from actions.backend.chosen import Closable, open_shop
from actions.backend.port import Shop
from actions.base import Access, ShopAction
from actions.cancel_order import CancelOrder, ValidateCancelOrderForm
from actions.check_stock import CheckStock, ValidateProductAvailabilityForm
from actions.clock import shop_time
from actions.database import Database
from actions.fallback import Fallback
from actions.gate.attempts import Attempts
from actions.gate.orders import OrderGate
from actions.gate.records import Records
from actions.out_of_scope import OutOfScope
from actions.report_damaged_item import ReportDamagedItem, ValidateReportDamagedItemForm
from actions.settings import Settings
from actions.track_order import TrackOrder, ValidateTrackOrderForm

ACTIONS: tuple[type[ShopAction], ...] = (
    TrackOrder,
    ValidateTrackOrderForm,
    CancelOrder,
    ValidateCancelOrderForm,
    CheckStock,
    ValidateProductAvailabilityForm,
    ReportDamagedItem,
    ValidateReportDamagedItemForm,
    Fallback,
    OutOfScope,
)
THREADS = 16


@dataclass(frozen=True)
class Parts:
    """What the server serves, and what it closes at its end."""

    executor: ActionExecutor
    shop: Shop
    threads: ThreadPoolExecutor
    action_seconds: float
    closables: tuple[Closable, ...]

    def close(self) -> None:
        """Let go of threads and connections; work that no thread has begun is dropped."""
        self.threads.shutdown(wait=False, cancel_futures=True)
        for each in self.closables:
            each.close()


def build(settings: Settings) -> Parts:
    """Wire everything; connects to nothing yet, so that a shop that is down keeps no server from starting."""
    shop, behind = open_shop(settings, shop_time)
    gate_db = Database(settings.actions_database_url, seconds=settings.shop_seconds, what="gate database")
    threads = ThreadPoolExecutor(THREADS, thread_name_prefix="action")
    access = Access(
        catalogue=shop,
        gate=OrderGate(shop, Attempts(Records(gate_db), shop_time, settings.wrong_answers_per_hour)),
        threads=threads,
        now=shop_time,
        shop_seconds=settings.shop_seconds,
        action_seconds=settings.action_seconds,
    )
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action(access))
    return Parts(executor, shop, threads, settings.action_seconds, (behind, gate_db))
