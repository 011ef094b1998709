"""Settings of the action server: environment variables `LOTSE_*`, a `.env` file as convenience."""

from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from actions.mail.mail import mailbox
from actions.mail.smtp import Server

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SHORTEST_TOKEN = 16


class SettingsError(Exception):
    """A setting is missing or wrong; the message says which one and what is expected."""


class Settings(BaseSettings):
    """What the action server can be told; read once at its start."""

    model_config = SettingsConfigDict(env_prefix="LOTSE_", env_file=".env", env_ignore_empty=True, extra="ignore")

    data_dir: Path = Path("var")
    shop_database_url: str = ""
    shop_url: str = ""
    shop_token: SecretStr = SecretStr("")
    shop_mapping: str = "actions.backend.bergwerk_api"
    shop_pages_url: str = "http://127.0.0.1:8080"
    actions_database_url: str = ""
    actions_url: str = "http://127.0.0.1:5055"
    bot_token: SecretStr = SecretStr("")
    shop_seconds: float = Field(default=2, gt=0)
    action_seconds: float = Field(default=4, gt=0)
    smtp_url: SecretStr = SecretStr("")
    mail_from: str = "Bergwerk <service@bergwerk.example>"
    mail_seconds: float = Field(default=2.5, gt=0)
    wrong_answers_per_hour: int = Field(default=60, ge=1)

    @field_validator("smtp_url")
    @classmethod
    def _is_a_mail_server(cls, url: SecretStr) -> SecretStr:
        if url.get_secret_value():
            Server.of(url.get_secret_value())
        return url

    @field_validator("mail_from")
    @classmethod
    def _is_a_mailbox(cls, text: str) -> str:
        try:
            mailbox(text)
        except ValueError:
            raise ValueError("has to be written service@shop.example or Shop <service@shop.example>") from None
        return text

    @field_validator("shop_url")
    @classmethod
    def _is_a_shop(cls, url: str) -> str:
        address = urlsplit(url)
        plain = address.scheme == "http" and address.hostname in LOOPBACK
        # Customers' addresses and the token go there.
        if url and not (address.hostname and (address.scheme == "https" or plain) and not address.query):
            raise ValueError("has to be https://, or http:// and an address of this machine, without a query")
        if address.username or address.password:
            raise ValueError("takes no password; the token is LOTSE_SHOP_TOKEN")
        return url

    @field_validator("shop_token")
    @classmethod
    def _fits_a_header(cls, token: SecretStr) -> SecretStr:
        text = token.get_secret_value()
        if not (text.isascii() and text.isprintable()) or " " in text:
            raise ValueError("has to be one word of ASCII characters")
        return token

    @model_validator(mode="after")
    def _derive_and_check(self) -> Self:
        self.shop_database_url = self.shop_database_url or f"sqlite:///{self.data_dir / 'shop.db'}"
        self.actions_database_url = self.actions_database_url or f"sqlite:///{self.data_dir / 'actions.db'}"
        if self.shop_seconds >= self.action_seconds:
            raise ValueError("LOTSE_SHOP_SECONDS has to be less than LOTSE_ACTION_SECONDS")
        if self.mail_seconds >= self.action_seconds:
            raise ValueError("LOTSE_MAIL_SECONDS has to be less than LOTSE_ACTION_SECONDS")
        if self.shop_url and not self.shop_token.get_secret_value():
            raise ValueError("LOTSE_SHOP_URL needs LOTSE_SHOP_TOKEN, the bearer token that the shop's API expects")
        address = urlsplit(self.actions_url)
        # Orders are behind this port: whoever is not on this machine asks the service.
        if address.scheme != "http" or address.hostname not in LOOPBACK:
            raise ValueError("LOTSE_ACTIONS_URL has to be http:// and an address of this machine: 127.0.0.1")
        if not address.port:
            raise ValueError("LOTSE_ACTIONS_URL has to name a port, for example http://127.0.0.1:5055")
        return self

    @property
    def port(self) -> int:
        """The port to listen on, from `actions_url`."""
        port = urlsplit(self.actions_url).port
        if port is None:  # checked when the settings were read
            raise SettingsError("LOTSE_ACTIONS_URL has to name a port")
        return port

    def token(self) -> str:
        """The bearer token that bot and service send.

        Raises:
            SettingsError: It is missing or too short to keep anybody out.
        """
        token = self.bot_token.get_secret_value()
        if len(token) < SHORTEST_TOKEN:
            raise SettingsError(
                f"LOTSE_BOT_TOKEN has to be set, with at least {SHORTEST_TOKEN} characters. "
                "`make run` makes one at its first start and gives it to all three processes."
            )
        return token


def read_settings() -> Settings:
    """Read and check the environment.

    Raises:
        SettingsError: Something is missing or wrong.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(dict(problem)) for problem in error.errors())) from None


def _explain(problem: dict[str, object]) -> str:
    place = problem.get("loc") or ()
    name = "_".join(str(part) for part in place).upper() if isinstance(place, tuple) else ""
    message = str(problem.get("msg", "")).removeprefix("Value error, ")
    return f"LOTSE_{name}: {message}" if name else message
