"""Show the product as one page in a browser: a call a screen, values in, HTML out.

It calls the same functions of ``cycle`` as the commands do, and never ``cli``. Nothing here judges or computes.
"""
