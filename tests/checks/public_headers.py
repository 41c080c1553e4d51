"""What the text of a public header declares: labelled names, inline functions, macros."""

import pathlib
import re

COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*', re.DOTALL)
LABEL = re.compile(r'\bSLOTBUF_LINK\((\w+)\)')
INLINE = re.compile(r'^SLOTBUF_INLINE\b[^({;]*\b(\w+)\s*\(', re.MULTILINE)
MACRO = re.compile(r'^[ \t]*#[ \t]*define[ \t]+(\w+)(\(?)', re.MULTILINE)


class PublicHeaders:
    """The declarations of several headers, taken together. [inlines] has the body to each name."""

    def __init__(self, paths):
        text = '\n'.join(COMMENT.sub(' ', pathlib.Path(path).read_text()) for path in paths)
        self.macros = {name for name, _ in MACRO.findall(text)}
        self.function_macros = {name for name, parenthesis in MACRO.findall(text) if parenthesis}
        code = re.sub(r'^[ \t]*#(?:.*\\\n)*.*$', '', text, flags=re.MULTILINE)
        self.inlines = {match.group(1): braced(code[match.end():])
                        for match in INLINE.finditer(code)}
        self.labelled = [(declared_name(code[:match.start()]), match.group(1))
                         for match in LABEL.finditer(code)]

    @property
    def names(self):
        """Every name that the headers promise as a symbol."""
        return {label for _, label in self.labelled}


def braced(text):
    """The first text in braces, with the braces in it."""
    depth = 0
    for match in re.finditer(r'[{}]', text):
        depth += 1 if match.group() == '{' else -1
        if depth == 0:
            return text[text.index('{'):match.end()]
    return text


def declared_name(text):
    """The name that a declaration ending here declares: the word before its parameters, if any."""
    text = re.sub(r'\s*SLOTBUF_FORMAT\([^()]*\)\s*$', '', text).rstrip()
    if text.endswith(')'):
        depth = 0
        for position in range(len(text) - 1, -1, -1):
            depth += {')': 1, '(': -1}.get(text[position], 0)
            if depth == 0:
                text = text[:position]
                break
    return re.findall(r'\w+', text.rstrip().rpartition('\n')[2])[-1]
