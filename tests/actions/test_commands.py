"""`python -m actions`, as a newcomer and the launcher call it."""

import os
import socket
import subprocess
import sys

from tests.actions.serving import TOKEN


def test_without_a_token_it_says_what_is_missing(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
    environment |= {"LOTSE_DATA_DIR": str(tmp_path), "LOTSE_BOT_TOKEN": ""}
    ended = subprocess.run(
        [sys.executable, "-m", "actions", "serve"], env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "LOTSE_BOT_TOKEN has to be set" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_port_that_is_taken_is_said_in_one_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        environment = os.environ | {"LOTSE_ACTIONS_URL": f"http://127.0.0.1:{port}", "LOTSE_BOT_TOKEN": TOKEN}
        command = [sys.executable, "-m", "actions", "serve"]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert f"Port {port} of LOTSE_ACTIONS_URL cannot be had: Address already in use." in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_demo_shop_is_built_by_one_command_that_can_be_repeated(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
    environment |= {"LOTSE_SHOP_DATABASE_URL": f"sqlite:///{tmp_path / 'var' / 'shop.db'}"}
    command = [sys.executable, "-m", "actions", "seed"]
    said = [
        subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout for _ in range(2)
    ]
    assert said == ["demo shop: 46 articles and 328 orders added\n", "demo shop: 0 articles and 0 orders added\n"]


def test_a_demo_shop_that_cannot_be_built_is_said_in_one_sentence():
    environment = os.environ | {"LOTSE_SHOP_DATABASE_URL": "postgresql+psycopg://nobody:hunter2@127.0.0.1:9/none"}
    command = [sys.executable, "-m", "actions", "seed"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr == "The demo shop cannot be built: shop database: OperationalError\n"


def test_the_demo_shops_api_wants_a_token_before_it_serves_customers_data():
    environment = os.environ | {"LOTSE_SHOP_TOKEN": "short", "LOTSE_SHOP_URL": ""}
    command = [sys.executable, "-m", "actions", "shop"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "LOTSE_SHOP_TOKEN has to be set" in ended.stderr


def test_a_mapping_that_is_not_there_is_named():
    environment = os.environ | {
        "LOTSE_SHOP_URL": "http://127.0.0.1:9",
        "LOTSE_SHOP_TOKEN": TOKEN,
        "LOTSE_SHOP_MAPPING": "no.such.module",
        "LOTSE_BOT_TOKEN": TOKEN,
    }
    command = [sys.executable, "-m", "actions", "serve"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "LOTSE_SHOP_MAPPING: no.such.module is no module with a function connect(api)" in ended.stderr
    assert "Traceback" not in ended.stderr
