"""Compare and rank what the counted agencies of a province have, for sheets, the screen and the page."""
