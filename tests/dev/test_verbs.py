# SPDX-License-Identifier: EUPL-1.2
"""The command line: verbs, their arguments, and what they call."""

import re
from pathlib import Path

import pytest

from dev import bootstrap, execute, index, pytest_plugin, suites, supervisor, verbs

ROOT = Path(__file__).parents[2]


def test_every_make_target_is_a_verb():
    makefile = (ROOT / "Makefile").read_text().replace("\\\n", " ")
    found = re.search(r"^VERBS := (.*)$", makefile, re.MULTILINE)
    assert found
    assert set(found[1].split()) <= set(verbs.VERBS)


def test_an_unknown_verb_is_answered_with_the_list(capsys):
    assert verbs.main(["fly"]) == 2
    assert "browser-full" in capsys.readouterr().err
    assert verbs.main(["help"]) == 0


def test_exec_without_a_command_says_what_it_wants(capsys):
    assert verbs.main(["exec", "--"]) == 1
    assert "exec -- CMD" in capsys.readouterr().err


@pytest.mark.parametrize(("code", "answer"), [("exit 0", 0), ("exit 7", 7), ("kill -TERM $$", 143)])
def test_exec_answers_the_exit_code_of_the_command(code, answer):
    assert execute.run(["sh", "-c", code], {"PATH": "/usr/bin:/bin"}) == answer


def test_exec_says_127_when_there_is_no_such_command():
    assert execute.run(["no-such-command"], {"PATH": "/usr/bin:/bin"}) == 127


def test_suites_pass_further_arguments_on():
    assert suites.command("test-fast", ["-k", "support"])[-4:] == ["-n", "2", "-k", "support"]


def test_benchmarks_are_chosen_by_their_names(tmp_path):
    for name in ("bench_relay.py", "bench_browser_live.py", "bench_engagement.py", "data.py", "__init__.py"):
        (tmp_path / name).touch()
    names = {
        suite: [Path(file).name for file in suites.benchmark_files(suites.SUITES[suite].benchmark or "", tmp_path)]
        for suite in ("bench", "bench-browser", "bench-engagement")
    }
    assert names == {
        "bench": ["bench_relay.py"],
        "bench-browser": ["bench_browser_live.py"],
        "bench-engagement": ["bench_engagement.py"],
    }


def test_the_settings_of_pip_are_read_and_its_environment_outweighs_its_files():
    listing = (
        ":env:.cert='/own.crt'\nglobal.cert='/etc/x.crt'\nglobal.proxy='http://proxy:3128'\ninstall.no-index='true'\n"
    )
    assert index.parse(listing) == {"cert": "/own.crt", "proxy": "http://proxy:3128", "no-index": "true"}


@pytest.mark.parametrize("name", ["runtime.txt", "development.txt", "tools.txt"])
def test_lock_files_have_a_hash_for_each_package_and_name_no_host(name):
    text = (ROOT / "requirements" / name).read_text()
    packages = re.findall(r"^[\w.-]+==", text, re.MULTILINE)
    assert packages
    assert len(re.findall(r"^[\w.-]+==.*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(packages)
    assert "://" not in text
    assert "--index" not in text
    assert bootstrap.LOCK.parent == ROOT / "requirements"


@pytest.mark.parametrize(
    ("url", "worker", "answer"),
    [
        ("redis://127.0.0.1:6379", "", "redis://127.0.0.1:6379/0"),
        ("redis://127.0.0.1:6379/0", "gw0", "redis://127.0.0.1:6379/1"),
        ("redis://:secret@127.0.0.1:6379/", "gw11", "redis://:secret@127.0.0.1:6379/12"),
    ],
)
def test_each_test_process_has_its_own_database_of_a_given_redis(url, worker, answer):
    assert pytest_plugin.numbered(url, worker) == answer


def test_demo_accounts_are_shown_whatever_else_was_printed():
    printed = 'warning: x\n{"email": "aino@parvi.example", "password": "kesä"}\n[1]\n'
    assert supervisor.describe_accounts(printed) == ["aino@parvi.example  kesä"]
