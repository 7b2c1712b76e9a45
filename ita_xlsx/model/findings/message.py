"""Define an entry of the catalogue: its code, its topic, its texts, and the traits that steer the program.

No other part of the program compares codes: it asks for the topic or a trait of a message. Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from string import Formatter

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity


class Topic(StrEnum):
    """The thing that a message is about.

    FILE: a file cannot be opened or read. IDENTITY: it is another form, or of another year, agency or province.
    CONTENTS: a workbook holds things beside the form. SCORES: the scores of a form. EVIDENCE: evidence and statuses
    of steps in a form. ANNOUNCED: announced figures that disagree. HISTORY: files of earlier years.
    SETTINGS: the roster and the settings of a round. ROUND_RETURN: the returned files of a round. ROUND_DECISION: the
    officer's choice of files. LINKS: web addresses. PLAN: a plan of measures. MEASURES: reported steps of a round.
    DEFINITION: the definition of a framework. IMPORT: a printed table of scores. STORE: files that the program
    keeps. DOCUMENTS: the report and the letters of a round. COMMAND: a command that cannot do its work.
    """

    FILE = "file"
    IDENTITY = "identity"
    CONTENTS = "contents"
    SCORES = "scores"
    EVIDENCE = "evidence"
    ANNOUNCED = "announced"
    HISTORY = "history"
    SETTINGS = "settings"
    ROUND_RETURN = "round_return"
    ROUND_DECISION = "round_decision"
    LINKS = "links"
    PLAN = "plan"
    MEASURES = "measures"
    DEFINITION = "definition"
    IMPORT = "import"
    STORE = "store"
    DOCUMENTS = "documents"
    COMMAND = "command"


class Trait(StrEnum):
    """A property of a message by which the program decides what to do.

    MISSING_PATH: a given path does not exist or cannot be opened. ABSENCE: something was not found that may be at such
    a path. NOT_FOR_MEASURES, NOT_FOR_LINKS, NOT_FOR_PRINTING: the finding of a round does not concern that work.
    CONTRADICTS_ROSTER: the form and the roster name different agencies or provinces. OTHER_KIND: the file is another
    workbook of ours. TABLE_LOST: a table of the form was not found. IN_AGENCY_TABLE: the table of agencies on the
    screen already has the figure. FOR_LINKS: the finding of a form is also told where its addresses are checked.
    NAMES_RETURN: the file was not opened, but its name may be that of a return. FROM_VISIT: an address was visited.
    INCONCLUSIVE: that visit learned nothing. NOT_ITS_FAULT: the file may be in order, so its agency is not asked to
    send it again. EMPTY_CELL: the cells it names are empty. IN_STATUS_TABLE: the row of the agency in the list of
    returns says it already. NO_FILE: it is about a folder in which nothing was found. HOLDS_BACK: the form does not
    count before the officer has confirmed it. PART_OF_FORM: the file is a part of a form, and another file the rest.
    NO_FORM_OF_AGENCY: a file of a known agency is no form. IS_NO_FORM: a file is no form; the former says it too.
    NOTHING_RETURNED: an agency returned nothing. TO_BE_MENDED: its form has to be corrected. DRAFTED: measures were
    drafted by the program.
    """

    MISSING_PATH = "missing_path"
    ABSENCE = "absence"
    NOT_FOR_MEASURES = "not_for_measures"
    NOT_FOR_LINKS = "not_for_links"
    NOT_FOR_PRINTING = "not_for_printing"
    CONTRADICTS_ROSTER = "contradicts_roster"
    OTHER_KIND = "other_kind"
    TABLE_LOST = "table_lost"
    IN_AGENCY_TABLE = "in_agency_table"
    FOR_LINKS = "for_links"
    PART_OF_FORM = "part_of_form"
    NO_FORM_OF_AGENCY = "no_form_of_agency"
    IS_NO_FORM = "is_no_form"
    NAMES_RETURN = "names_return"
    FROM_VISIT = "from_visit"
    INCONCLUSIVE = "inconclusive"
    NOT_ITS_FAULT = "not_its_fault"
    EMPTY_CELL = "empty_cell"
    HOLDS_BACK = "holds_back"
    IN_STATUS_TABLE = "in_status_table"
    NO_FILE = "no_file"
    NOTHING_RETURNED = "nothing_returned"
    TO_BE_MENDED = "to_be_mended"
    DRAFTED = "drafted"


class Verdict(StrEnum):
    """The verdict on an address as evidence; ``REASON`` is a text that gives a reason and has no address."""

    FINE = "fine"
    WARNING = "warning"
    BROKEN = "broken"
    UNKNOWN = "unknown"
    REASON = "reason"


@dataclass(frozen=True)
class Plural:
    """The texts of a message about many agencies, in one line before their codes; ``count`` is their number."""

    th: str
    fix_th: str
    en: str
    fix_en: str


@dataclass(frozen=True, kw_only=True)
class Message:
    """An entry of the catalogue: a stable code, its severity and topic, and message and advice in Thai and English.

    ``plural`` is used on a screen for many findings of this code. A finding replaces one with the code ``replaces``
    about the same file, or about the same sheet of a form. ``verdict`` is that on a web address with this finding.
    """

    code: Code
    severity: Severity
    topic: Topic
    th: str
    fix_th: str
    en: str
    fix_en: str
    plural: Plural | None = None
    traits: frozenset[Trait] = frozenset()
    replaces: Code | None = None
    verdict: Verdict | None = None

    @property
    def name(self) -> str:
        """Return the speaking name of the message, such as ``SCORE_OUT_OF_RANGE``."""
        return self.code.name

    @cached_property
    def params(self) -> frozenset[str]:
        """Return the names of all parameters in the four texts."""
        texts = (self.th, self.fix_th, self.en, self.fix_en)
        return frozenset(name for text in texts for _, name, _, _ in Formatter().parse(text) if name)
