"""`python -m tests.actions.shop.process DATABASE PORT TOKEN`: the demo shop's API, with the tests' day as today."""

import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.backend.sql import SqlShop
from actions.backend.sql_accounts import ResetPage
from actions.database import Database
from actions.shop_api.app import create_app

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=ZoneInfo("Europe/Zurich"))

if __name__ == "__main__":
    _, url, port, token = sys.argv
    page = ResetPage("http://127.0.0.1:8080", b"a secret of the tests")
    shop = SqlShop(Database(url, seconds=10, what="shop database"), lambda: NOW, page)
    app = create_app(shop, token)
    app.run(host="127.0.0.1", port=int(port), single_process=True, motd=False, access_log=False)
