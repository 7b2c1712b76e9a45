"""Corrupt a returned form as people and office programs do, with the findings that each corruption must give."""
