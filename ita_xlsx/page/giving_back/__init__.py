"""Show what the province gives back: mails, cards, plans and tables for its agencies, its governor and the public."""
