"""Evidence on the web: what its addresses are worth by rule, and, when asked, by a visit."""

from ita_xlsx.links.verdicts import check_link_results, judge_links, stored_results, with_visits

__all__ = ["check_link_results", "judge_links", "stored_results", "with_visits"]
