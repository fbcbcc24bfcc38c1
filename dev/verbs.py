# SPDX-License-Identifier: EUPL-1.2
"""The verbs of `python3 dev/run.py`, which the Makefile calls."""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from types import FrameType

from dev import bootstrap, checks, control, doctor, layout, postgres, suites, translations
from dev.announce import say
from dev.execute import execute
from dev.failure import Failure
from dev.supervisor import up

Verb = Callable[[Sequence[str]], int]


def run_up(_arguments: Sequence[str]) -> int:
    """Run Parvi in the foreground: http://127.0.0.1:$PORT (8000)."""
    return up()


def run_down(_arguments: Sequence[str]) -> int:
    """Stop the running copy."""
    return control.down()


def run_reset(_arguments: Sequence[str]) -> int:
    """Delete the data in $STATE (.state)."""
    return control.reset()


def run_doctor(_arguments: Sequence[str]) -> int:
    """Look at this machine and say what is missing."""
    return doctor.look()


def run_exec(arguments: Sequence[str]) -> int:
    """Run any command with PostgreSQL and Redis (exec -- CMD…)."""
    command = list(arguments[1:] if arguments[:1] == ["--"] else arguments)
    if not command:
        raise Failure("Say which command: python3 dev/run.py exec -- CMD…")
    bootstrap.prepare(browser_side=False)
    return execute(command)


def run_seed(_arguments: Sequence[str]) -> int:
    """Migrate the database and put the demo data in."""
    return run_exec(["python", "-m", "backend", "seed", "--migrate"])


def run_shell(_arguments: Sequence[str]) -> int:
    """Open Django's shell."""
    return run_exec(["python", "-m", "backend", "shell"])


def run_psql(arguments: Sequence[str]) -> int:
    """Open psql on the database."""
    bootstrap.prepare(browser_side=False)
    psql = str(postgres.find_binaries(postgres.version()) / "psql")
    return execute(["sh", "-c", 'psql=$1; shift; exec "$psql" "$DATABASE_URL" "$@"', "psql", psql, *arguments])


def run_translations(_arguments: Sequence[str]) -> int:
    """Compile the catalogues of translations."""
    translations.compile_all()
    return 0


def run_lock(arguments: Sequence[str]) -> int:
    """Resolve requirements/*.in into the hashed lock files (--upgrade takes newer releases)."""
    bootstrap.lock_packages(arguments)
    return 0


def run_lint(_arguments: Sequence[str]) -> int:
    """Everything that `check` looks at except the tests."""
    bootstrap.prepare()
    return checks.lint()


def run_check(_arguments: Sequence[str]) -> int:
    """Lint, then all tests: what CI does."""
    bootstrap.prepare()
    return checks.lint() or checks.test()


def suite(name: str) -> Verb:
    """The verb of a test suite."""

    def run(arguments: Sequence[str]) -> int:
        bootstrap.prepare()
        return suites.run(name, arguments)

    run.__doc__ = suites.SUITES[name].caption
    return run


VERBS: dict[str, Verb] = {
    "up": run_up,
    "down": run_down,
    "reset": run_reset,
    "doctor": run_doctor,
    "seed": run_seed,
    "shell": run_shell,
    "psql": run_psql,
    "exec": run_exec,
    "lint": run_lint,
    "check": run_check,
    "lock": run_lock,
    "translations": run_translations,
    **{name: suite(name) for name in suites.SUITES},
}


# Verbs that start no server.
ANYWHERE = {"doctor", "lock", "translations"}


def require_system(verb: str) -> None:
    """Say early where servers cannot be kept from outliving their supervisor."""
    if sys.platform != "linux" and verb not in ANYWHERE:
        raise Failure("This needs Linux (on Windows: WSL). Elsewhere: docker compose up")


def explain() -> str:
    """The list of verbs."""
    return "\n".join(f"  {name:18}{verb.__doc__}" for name, verb in VERBS.items())


def end(_number: int, _frame: FrameType | None) -> None:
    """On SIGTERM leave through the clean-up, as on Ctrl-C."""
    raise KeyboardInterrupt


def main(arguments: Sequence[str]) -> int:
    """Run a verb and answer the exit code."""
    if not arguments or arguments[0] not in VERBS:
        say(f"Usage: python3 dev/run.py VERB\n{explain()}")
        return 0 if arguments and arguments[0] in {"help", "-h", "--help"} else 2
    signal.signal(signal.SIGTERM, end)
    os.chdir(layout.ROOT)
    try:
        require_system(arguments[0])
        return VERBS[arguments[0]](arguments[1:])
    except Failure as failure:
        say(f"\n{failure}")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
