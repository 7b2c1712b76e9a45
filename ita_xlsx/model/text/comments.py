"""Take the words of a person out of the text of a comment, as Excel, Google Sheets and older programs store it.

Excel stores a conversation a second time as a note with some lines on the program, in the language of the program.
Works on texts only.
"""

from __future__ import annotations

import re

# The line about the program, whatever its language, ends with the address of a help page.
_CONVERSATION = re.compile(r"\A\s*\[[^\]\n]{1,80}\].{0,1500}?linkid=870924\S*\s*", re.DOTALL)
# Each message of the conversation stands below a word such as Comment: or Reply:, moved to the right.
_MESSAGE_HEAD = re.compile(r"(?:\A|\n)[^\n:]{1,40}:[ \t]*\n[ \t]+")
_SIGNATURE = re.compile(r"\n\t-[^\n]{1,100}\s*\Z")
_LINE_END = re.compile(r"\r\n?|_x000D_\n?")
BETWEEN = " / "


def bare_comment(text: str, author: str = "") -> str:
    """Return the messages of a comment without what a program added; several messages of a conversation are joined.

    ``author`` is the name under which the comment is stored: a note may begin with it.
    """
    plain = _LINE_END.sub("\n", text)
    if match := _CONVERSATION.match(plain):
        messages = _MESSAGE_HEAD.split(plain[match.end() :])
        return BETWEEN.join(message.strip() for message in messages if message.strip())
    plain = _SIGNATURE.sub("", plain)
    if author and plain.lstrip().startswith(f"{author}:"):
        plain = plain.lstrip()[len(author) + 1 :]
    return plain.strip()
