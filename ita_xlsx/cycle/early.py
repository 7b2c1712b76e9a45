"""What a command that reads files can begin before anything else of it is imported."""

from __future__ import annotations

from ita_xlsx.intake.isolation.server import start_server

__all__ = ["start_server"]
