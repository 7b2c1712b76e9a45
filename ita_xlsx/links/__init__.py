"""Judge the web addresses that agencies give as evidence: by rules, and by visits if the officer asks for them.

Takes the evidence of the agencies; returns verdicts and findings. Only ``visitor`` and ``connections`` use the
network.
"""

from ita_xlsx.links.verdicts import check_link_results, judge_links, stored_results, with_visits

__all__ = ["check_link_results", "judge_links", "stored_results", "with_visits"]
