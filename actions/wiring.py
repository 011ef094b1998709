"""The one place that builds the action server's parts from its settings."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from rasa_sdk.executor import ActionExecutor

from actions.backend.catalogue import only_articles
from actions.backend.chosen import Closable, open_shop
from actions.backend.port import Shop
from actions.base import Access, ShopAction
from actions.cancel_order import CancelOrder, ValidateCancelOrderForm
from actions.change_address import ChangeShippingAddress
from actions.check_stock import CheckStock
from actions.clock import shop_time
from actions.database import Database
from actions.fallback import Fallback
from actions.forms.address_form import ValidateChangeShippingAddressForm
from actions.forms.product_form import ValidateProductAvailabilityForm, ValidateProductInformationForm
from actions.forms.return_form import ValidateReturnItemForm
from actions.gate.accounts import AccountGate
from actions.gate.attempts import Attempts
from actions.gate.letters import Letters
from actions.gate.orders import OrderGate
from actions.gate.records import Records
from actions.invoices import CheckInvoice, GetInvoice, ValidateCheckInvoiceForm, ValidateGetInvoiceForm
from actions.mail.post import Post
from actions.newsletter import NewsletterSubscription, ValidateNewsletterSubscriptionForm
from actions.out_of_scope import OutOfScope
from actions.product_information import ProductInformation
from actions.recover_password import RecoverPassword, ValidateRecoverPasswordForm
from actions.refunds import GetRefund, TrackRefund, ValidateGetRefundForm, ValidateTrackRefundForm
from actions.report_damaged_item import ReportDamagedItem, ValidateReportDamagedItemForm
from actions.return_item import ReturnItem
from actions.settings import Settings
from actions.track_order import TrackOrder, ValidateTrackOrderForm

ACTIONS: tuple[type[ShopAction], ...] = (
    TrackOrder,
    ValidateTrackOrderForm,
    CancelOrder,
    ValidateCancelOrderForm,
    ChangeShippingAddress,
    ValidateChangeShippingAddressForm,
    ReturnItem,
    ValidateReturnItemForm,
    ReportDamagedItem,
    ValidateReportDamagedItemForm,
    GetRefund,
    ValidateGetRefundForm,
    TrackRefund,
    ValidateTrackRefundForm,
    CheckInvoice,
    ValidateCheckInvoiceForm,
    GetInvoice,
    ValidateGetInvoiceForm,
    RecoverPassword,
    ValidateRecoverPasswordForm,
    NewsletterSubscription,
    ValidateNewsletterSubscriptionForm,
    ProductInformation,
    ValidateProductInformationForm,
    CheckStock,
    ValidateProductAvailabilityForm,
    Fallback,
    OutOfScope,
)
THREADS = 16


@dataclass(frozen=True)
class Parts:
    """What the server serves, and what it closes at its end."""

    executor: ActionExecutor
    shop: Shop
    post: Post
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
    records = Records(gate_db)
    attempts = Attempts(records, shop_time, settings.wrong_answers_per_hour)
    letters = Letters(records, shop_time, settings.bot_token.get_secret_value())
    post = Post(settings, gate_db, shop_time)
    threads = ThreadPoolExecutor(THREADS, thread_name_prefix="action")
    access = Access(
        catalogue=only_articles(shop),
        gate=OrderGate(shop, attempts, letters, post),
        accounts=AccountGate(shop, attempts, letters, post),
        threads=threads,
        now=shop_time,
        shop_seconds=settings.shop_seconds,
        action_seconds=settings.action_seconds,
    )
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action(access))
    return Parts(executor, shop, post, threads, settings.action_seconds, (behind, gate_db))
