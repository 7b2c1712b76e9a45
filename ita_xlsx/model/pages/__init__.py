"""Hold what the first pages of workbooks say: the director's summary and the governor's page, as texts and figures."""
