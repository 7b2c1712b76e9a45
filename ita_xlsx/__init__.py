"""Make and read workbooks for the Thai Integrity and Transparency Assessment (ITA), and analyze the scores.

These names are the public face for Python; docs/python.md shows their use. Everything else in the package is private
and may change at any time. A name is imported at its first use, so that ``import ita_xlsx`` costs nothing.

``load_framework``, ``list_years``
    The definition of the assessment of a fiscal year, and the years that ship.
``read_form`` -> ``Form``
    One returned form, with its findings and its results.
``read_round`` -> ``consolidate``
    All returned forms of a round, and the averages and ranks over its agencies.
``score`` -> ``Results``
    The scores, the level and the ranks of answers that do not come from a workbook.
``analyze``
    The weak points of a form, the comparison with earlier years, and the plan of measures.
``Finding``, ``Severity``, ``ItaError``
    A message about a file; its weight; the base of the errors that stop a run.
"""

# A type checker takes this name for true; importing ``typing`` for it would take longer than all the rest.
TYPE_CHECKING = False

__version__ = "0.2.0"
__all__ = [
    "Finding",
    "Form",
    "ItaError",
    "Results",
    "Severity",
    "analyze",
    "consolidate",
    "list_years",
    "load_framework",
    "read_form",
    "read_round",
    "score",
]

if TYPE_CHECKING:
    from ita_xlsx.api import (
        Form,
        analyze,
        consolidate,
        list_years,
        load_framework,
        read_form,
        read_round,
        score,
    )
    from ita_xlsx.errors import ItaError
    from ita_xlsx.model.findings import Finding, Severity
    from ita_xlsx.model.results import Results
else:
    # A value needs only the module that defines it; everything else is in ``api``.
    _HOMES = {
        "Finding": "model.findings",
        "ItaError": "errors",
        "Results": "model.results",
        "Severity": "model.findings",
    }

    def __getattr__(name: str) -> object:
        """Import a public name at its first use; raise AttributeError for any other name."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        globals()[name] = value = getattr(import_module(f"ita_xlsx.{_HOMES.get(name, 'api')}"), name)
        return value


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted([*__all__, "__version__"])
