"""Evidence on the web: what its addresses are worth by rule, and, when asked, by a visit."""

from ita_xlsx.links.verdicts import judge_links, stored_results, tell_links, with_visits

__all__ = ["judge_links", "stored_results", "tell_links", "with_visits"]
