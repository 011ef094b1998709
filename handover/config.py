"""Settings: read once from the environment and `.env`, checked at start. One row each in docs/settings.md."""

from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from handover import webhook_settings
from handover.domain.due import Patience
from handover.domain.routing import RoutingRules
from handover.webhook_settings import WebhookSettings

# As RFC 7518 demands it of HS256; a shorter one can be found by trying.
_SHORTEST_KEY = 32
_LONGEST_KID = 100


class Settings(BaseSettings):
    """Everything that can be set from outside; each has a default that works on one machine."""

    model_config = SettingsConfigDict(
        env_prefix="LOTSE_", env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    host: str = Field("127.0.0.1", description="Address the service listens on; 0.0.0.0 opens it to the network.")
    port: int = Field(8080, ge=1, le=65535, description="Port of the service, the only public one.")
    public_url: str = Field("", description="Where people reach the service; links in mails begin with it.")
    data_dir: Path = Field(Path("var"), description="Folder for databases, models, secrets and logs.")
    database_url: str = Field("", description="Database of the service; SQLite in the data folder when empty.")
    redis_url: SecretStr = Field(SecretStr(""), description="Redis that several processes of the service share.")
    service_processes: int = Field(1, ge=1, le=64, description="How many processes of the service `lotse run` starts.")
    bot_url: str = Field("http://127.0.0.1:5005", description="Where Rasa listens; several, separated by commas.")
    bot_processes: int = Field(1, ge=1, le=64, description="How many Rasas `lotse run` starts.")
    actions_url: str = Field("http://127.0.0.1:5055", description="Where the action server listens.")
    bot_token: SecretStr = Field(SecretStr(""), description="Token between service, bot and actions.")
    secret_key: SecretStr = Field(SecretStr(""), description="Signs the tokens of customers, and makes hashes.")
    allowed_sites: Annotated[list[str], NoDecode] = Field(
        default_factory=list, description="Origins, separated by commas, whose pages may embed the chat."
    )
    identity_keys: dict[str, SecretStr] = Field(
        default_factory=dict, description='Keys of host sites that sign identities, as JSON: {"kid": "key"}.'
    )
    teams_file: Path = Field(Path("data/teams.yml"), description="Who answers what, and when.")
    journey_file: Path = Field(Path("data/journey.yml"), description="Where customers meet the shop, step by step.")
    webhooks: Annotated[list[WebhookSettings], NoDecode] = Field(
        default_factory=list, description='Who is told of events, as JSON: [{"name", "url", "secret", "events"?}].'
    )
    proxies: int = Field(0, ge=0, le=5, description="How many proxies in front of the service add X-Forwarded-For.")
    secure_cookies: bool = Field(default=False, description="Send cookies over https only; set it behind TLS.")
    demo: bool = Field(default=False, description="Serve the demo shop at `/`.")
    smtp_url: SecretStr = Field(SecretStr(""), description="Who takes our mails; in the demo we do, on this machine.")
    turn_seconds: float = Field(8, gt=0, le=120, description="How long a customer waits for the bot at most.")
    channel_seconds: float = Field(6, gt=0, le=120, description="Time budget of one turn inside the bot.")
    action_seconds: float = Field(4, gt=0, le=120, description="Time budget of one custom action.")
    shop_seconds: float = Field(2, gt=0, le=120, description="Time budget of one look-up in the shop.")
    turns_in_flight: int = Field(4, ge=1, le=64, description="How many turns one Rasa is asked at once.")
    idle_minutes: float = Field(30, gt=0, description="A conversation that is silent for so long is closed.")
    routing: Literal["push", "pull"] = Field("push", description="Whether agents are asked, or choose who is next.")
    offer_seconds: float = Field(30, ge=1, description="How long an agent has to accept what was offered.")
    gone_seconds: float = Field(60, ge=0, description="How long an agent may be cut off and keeps what they have.")
    long_wait_minutes: float = Field(5, gt=0, description="Whoever waits longer is told, and can leave an address.")
    agent_silent_minutes: float = Field(10, gt=0, description="How long an agent may leave a customer unanswered.")
    customer_silent_minutes: float = Field(30, gt=0, description="How long an agent waits for a customer's answer.")
    messages_per_minute: int = Field(120, ge=1, description="Messages that one conversation may send in a minute.")
    conversations_per_minute: int = Field(300, ge=1, description="Conversations one network address may open a minute.")
    uploads_per_minute: int = Field(60, ge=1, description="Files that one network address may upload in a minute.")
    sign_ins_per_minute: int = Field(10, ge=1, description="Sign-ins an address may try for an account a minute.")
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="How much is logged.")

    @field_validator("allowed_sites", mode="before")
    @classmethod
    def _split_sites(cls, value: object) -> object:
        return [site.strip() for site in value.split(",") if site.strip()] if isinstance(value, str) else value

    @field_validator("allowed_sites")
    @classmethod
    def _sites_are_origins(cls, sites: list[str]) -> list[str]:
        return [_origin(site) for site in sites]

    @field_validator("public_url")
    @classmethod
    def _public_url_is_an_origin(cls, url: str) -> str:
        return url and _origin(url.removesuffix("/"))

    @field_validator("teams_file", "journey_file")
    @classmethod
    def _files_are_there(cls, path: Path, field: ValidationInfo) -> Path:
        # Who names a file means it; only those of the default may be missing: one team that is always open, no stages.
        if path != cls.model_fields[str(field.field_name)].default and not path.is_file():
            raise ValueError(f"there is no file {path}")
        return path

    @field_validator("webhooks", mode="before")
    @classmethod
    def _are_webhooks(cls, value: object) -> list[WebhookSettings]:
        return webhook_settings.read(value)

    @model_validator(mode="after")
    def _webhooks_have_keys_of_their_own(self) -> Self:
        # Whoever is told of events must not be able to open conversations, to ask the bot, or to say who customers are.
        ours = {"secret_key": self.secret_key, "bot_token": self.bot_token}
        ours |= {f"identity_keys ({kid})": key for kid, key in self.identity_keys.items()}
        for name, key in ours.items():
            written = key.get_secret_value()
            for webhook in self.webhooks:
                if {written, f"whsec_{written}"} & set(webhook.secrets) or written.encode() in webhook.keys:
                    raise ValueError(
                        f"LOTSE_WEBHOOKS: a secret of {webhook.name} is also LOTSE_{name.upper()}; make another"
                    )
        return self

    @model_validator(mode="after")
    def _several_processes_can_meet(self) -> Self:
        if self.service_processes > 1 and (self.database.startswith("sqlite") or not self.redis_url.get_secret_value()):
            raise ValueError(
                f"LOTSE_SERVICE_PROCESSES is {self.service_processes}, but SQLite is for one process: several need "
                "LOTSE_DATABASE_URL=postgresql+asyncpg://user:password@host/name and LOTSE_REDIS_URL=redis://host:6379/0"
            )
        return self

    @field_validator("redis_url")
    @classmethod
    def _redis_can_be_named(cls, url: SecretStr) -> SecretStr:
        scheme = urlsplit(url.get_secret_value()).scheme
        if url.get_secret_value() and scheme not in {"redis", "rediss", "unix"}:
            raise ValueError("no address of Redis; write it like redis://:password@host:6379/0, or rediss:// for TLS")
        return url

    @model_validator(mode="after")
    def _identity_keys_are_safe(self) -> Self:
        for kid, key in self.identity_keys.items():
            if not 0 < len(kid) <= _LONGEST_KID or kid != kid.strip():
                raise ValueError(
                    f"LOTSE_IDENTITY_KEYS: a key needs a name of 1 to {_LONGEST_KID} signs, without spaces"
                )
            length = len(key.get_secret_value().encode())
            if length < _SHORTEST_KEY:
                raise ValueError(
                    f"LOTSE_IDENTITY_KEYS: the key {kid} has {length} bytes, and what it signs could be forged; "
                    f"make one of at least {_SHORTEST_KEY}: openssl rand -base64 32"
                )
            # Whoever signs identities must not be able to open conversations, or to ask the bot.
            for name in ("secret_key", "bot_token"):
                if key == getattr(self, name):
                    raise ValueError(f"LOTSE_IDENTITY_KEYS: the key {kid} is also LOTSE_{name.upper()}; make another")
        return self

    @model_validator(mode="after")
    def _budgets_nest(self) -> Self:
        budgets = [self.shop_seconds, self.action_seconds, self.channel_seconds, self.turn_seconds]
        if budgets != sorted(set(budgets)):
            raise ValueError(
                "time budgets must nest: LOTSE_SHOP_SECONDS < LOTSE_ACTION_SECONDS < LOTSE_CHANNEL_SECONDS "
                f"< LOTSE_TURN_SECONDS, but they are {budgets}"
            )
        return self

    @cached_property
    def database(self) -> str:
        """The SQLAlchemy URL of the service's database."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'lotse.db'}"

    @property
    def pages_url(self) -> str:
        """What links in mails begin with."""
        return self.public_url or f"http://127.0.0.1:{self.port}"

    @cached_property
    def bot_urls(self) -> list[str]:
        """Where Rasas listen."""
        return [url.strip() for url in self.bot_url.split(",") if url.strip()]

    @property
    def seconds_per_process(self) -> float:
        """How long one Rasa may take: longer than it gives itself, and less than a customer waits for the next one."""
        return (self.channel_seconds + self.turn_seconds) / 2

    @property
    def patience(self) -> Patience:
        """When things become due by themselves."""
        return Patience(
            idle=timedelta(minutes=self.idle_minutes),
            long_wait=timedelta(minutes=self.long_wait_minutes),
            agent_silent=timedelta(minutes=self.agent_silent_minutes),
            customer_silent=timedelta(minutes=self.customer_silent_minutes),
        )

    @property
    def routing_rules(self) -> RoutingRules:
        """How conversations reach agents."""
        return RoutingRules(push=self.routing == "push", offered_for=timedelta(seconds=self.offer_seconds))

    @property
    def mail_port(self) -> int | None:
        """Where the demo receives mails; None where they are sent to a server elsewhere, or not at all."""
        address = urlsplit(self.smtp_url.get_secret_value())
        at_home = address.scheme == "smtp" and address.hostname in {"127.0.0.1", "localhost"}
        return address.port if at_home else None


def _origin(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc or url != f"{parts.scheme}://{parts.netloc}":
        raise ValueError(f"'{url}' is no origin; write it like https://shop.example, without a path")
    return url
