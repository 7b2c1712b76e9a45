"""Make and read workbooks for the Thai Integrity and Transparency Assessment (ITA), and analyze the scores."""

__version__ = "0.1.0"
