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

    @model_validator(mode="after")
    def _derive_and_check(self) -> Self:
        self.shop_database_url = self.shop_database_url or f"sqlite:///{self.data_dir / 'shop.db'}"
        self.actions_database_url = self.actions_database_url or f"sqlite:///{self.data_dir / 'actions.db'}"
        if self.shop_seconds >= self.action_seconds:
            raise ValueError("LOTSE_SHOP_SECONDS has to be less than LOTSE_ACTION_SECONDS")
        if self.mail_seconds >= self.action_seconds:
            raise ValueError("LOTSE_MAIL_SECONDS has to be less than LOTSE_ACTION_SECONDS")
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
