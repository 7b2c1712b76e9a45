"""Run the command line: read the arguments, run one command, and leave with its exit code.

A command makes one value of its arguments, calls the cycle, and prints what comes back. No traceback reaches a user.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

from ita_xlsx import __version__
from ita_xlsx.cli.exit_codes import CLEAN, COULD_NOT_RUN
from ita_xlsx.cli.lazy import LazyGroup
from ita_xlsx.cli.standard_streams import abandon_output, prepare_streams
from ita_xlsx.cli.texts import choose_language

_INTERRUPTED = 130


_HELP = """Workbooks for the Thai Integrity and Transparency Assessment (ITA).

\b
สมุดงานสำหรับการประเมินคุณธรรมและความโปร่งใสของหน่วยงานภาครัฐ
ออกแบบฟอร์ม ตรวจแบบฟอร์มที่ส่งกลับ คำนวณผล และจัดทำสมุดงานผลการวิเคราะห์
"""


@click.group(
    cls=LazyGroup, help=_HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="ita", message="%(prog)s %(version)s")
def ita() -> None:
    """Group all commands of the program."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and leave with its exit code; raise SystemExit and nothing else."""
    prepare_streams()
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str]) -> int:
    lang = choose_language(_named_language(arguments))
    # What a command reads is kept until it ends; collecting garbage in all of it would take a third of the time.
    gc.set_threshold(100_000, 50, 100)
    try:
        code = ita.main(list(arguments), prog_name="ita", standalone_mode=False, obj=lang)
        return code if isinstance(code, int) else CLEAN
    except click.ClickException as error:
        _print_usage_error(error, lang)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # Nobody reads our output any more (the library leaves at once then): the rest goes nowhere.
        abandon_output()
        return COULD_NOT_RUN
    except Exception as error:
        # Most runs end well, and need neither the errors nor the messages.
        from ita_xlsx.cli.failures.print_failure import print_failure

        if not print_failure(error, arguments, lang):
            raise
        return COULD_NOT_RUN


def _print_usage_error(error: click.ClickException, lang: str) -> None:
    """Print what is wrong with the words after the command."""
    with suppress(OSError):
        if lang != "th":
            error.show()
            return
        from ita_xlsx.cli.thai.usage_errors import usage_error_text

        click.echo(usage_error_text(error), err=True)


def _named_language(arguments: Sequence[str]) -> str | None:
    for index, word in enumerate(arguments):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
    return None
