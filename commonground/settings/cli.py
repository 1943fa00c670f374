"""The program `commonground`: it starts things, asks the law, and runs Django's commands."""

import os
import sys
from collections.abc import Callable

HELP = """commonground: SEND mediation and disagreement resolution

  up         everything: PostgreSQL (if none is given), web server and worker; Ctrl-C stops all
  web        the web server alone
  worker     the worker alone
  prepare    bring the database to this version: tables, cache, England's councils
  demo       make the made-up world of the demo
  law        ask the law: commonground law QUESTION key=value ..., or --batch
  verify     check the record of every case against its signatures
  check      check settings, addresses, content and templates
  ...        and every command of Django: commonground shell, commonground migrate, ...

docs/settings.md lists the settings.
"""

AS_OWNER = {"migrate", "prepare", "createcachetable", "sqlmigrate", "dbshell"}
"""Commands that change the schema run as the database's owner."""
NO_DATABASE = {"check", "makemigrations", "help", "compilemessages", "makemessages", "diffsettings"}


def main() -> int:
    """Run the command on the command line. 0 when it went well, 1 when not, 2 when it was not understood."""
    arguments = sys.argv[1:]
    name = arguments[0] if arguments else "--help"
    if name in {"--help", "-h", "help"} and len(arguments) < 2:
        sys.stdout.write(HELP)
        return 0
    if name == "law":
        from commonground.law.program import main as law

        return law(arguments[1:], sys.stdin, sys.stdout, sys.stderr)
    return _told(lambda: _run(name, arguments))


def _told(run: Callable[[], int]) -> int:
    """Wrong settings and a database that does not start are told in a sentence, not a trace."""
    from commonground.settings.environment import WrongSettings
    from commonground.settings.postgres import NotStarted

    try:
        return run()
    except WrongSettings as wrong:
        for sentence in wrong.sentences:
            sys.stderr.write(f"commonground: {sentence}\n")
    except NotStarted as error:
        sys.stderr.write(f"commonground: {error.sentence}\n")
    return 1


def _run(name: str, arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.settings.base")
    if name in {"up", "web", "worker"}:
        from commonground.settings import supervisor, web, worker

        return {"up": supervisor.up, "web": web.serve, "worker": worker.work}[name]()
    if name in AS_OWNER:
        os.environ["COMMONGROUND_DB_ROLE"] = "owner"
    return _django(name, arguments)


def _django(name: str, arguments: list[str]) -> int:
    """One of Django's commands, with the started PostgreSQL running for as long as it takes."""
    from contextlib import ExitStack

    from commonground.settings.environment import read

    environment = read()
    with ExitStack() as stack:
        if environment.embedded and name not in NO_DATABASE:
            from commonground.settings import postgres

            cluster = postgres.Cluster(environment.data_dir)
            stack.enter_context(postgres.running(cluster))
            postgres.prepare_database(cluster)
        from django.core.management import execute_from_command_line

        execute_from_command_line(["commonground", *arguments])
    return 0


if __name__ == "__main__":
    sys.exit(main())
