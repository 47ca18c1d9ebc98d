"""Just enough reading of C++ for the rules: text without comments and literals, statements, calls, function bodies."""
import re

LITERALS = re.compile(
    r'//[^\n]*|/\*.*?\*/'
    r'|R"(?P<tag>[^()\\\s]{0,16})\(.*?\)(?P=tag)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'",
    re.S)


def blank(text):
    """The text with comments and the insides of literals replaced by spaces; offsets and lines stay."""
    def replace(match):
        found = match.group(0)
        kept = re.sub(r'[^\n]', ' ', found)
        return kept if found.startswith('/') else '"' + kept[1:-1] + '"'
    return LITERALS.sub(replace, text)


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1


def includes(text):
    """(line, name, quoted) of each #include."""
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line)
        if match:
            yield number, match.group(2), match.group(1) == '"'


def opens_block(code, brace):
    """Whether the { at this offset opens a block of statements and not a list of values."""
    before = code[:brace].rstrip()
    if not before or before[-1] in '){};:':
        return True
    if re.search(r'\b(else|do|try|const|noexcept|override|final|mutable)$', before):
        return True
    return re.search(r'->\s*[\w:<>,\s*&]+$', before[-200:]) is not None


CONTROL = re.compile(r'\s*(?:else\s+)?(?:if|while|for|switch|catch|do|else|try)\b')


class Block:
    """An open block of statements: where the current statement began, its co_await's, and the marks { and ? in it."""

    def __init__(self, start):
        self.restart(start)

    def restart(self, start):
        self.start, self.awaits, self.marks = start, [], set()


def awaiting_statements(code):
    """(offsets of its co_await's, marks) of each statement with co_await; marks hold { and ? when they stand in it.

    The body of a lambda is a block of its own, and its brace a mark of the statement around it.
    """
    blocks, opened = [Block(0)], []
    for match in re.finditer(r'[(\[{)\]};?]|\bco_await\b', code):
        found, block = match.group(0), blocks[-1]
        if found == 'co_await':
            block.awaits.append(match.start())
        elif found == '?':
            block.marks.add('?')
        elif found in '([':
            opened.append('nested')
        elif found == '{' and opens_block(code, match.start()):
            direct = not opened or opened[-1] == 'block'
            if direct and CONTROL.match(code[block.start:match.start()]):
                yield block.awaits, block.marks
                block.restart(match.end())
            else:
                block.marks.add('{')
            opened.append('block')
            blocks.append(Block(match.end()))
        elif found == '{':
            block.marks.add('{')
            opened.append('nested')
        elif found in ')]}' and opened:
            if opened.pop() == 'block':
                yield block.awaits, block.marks
                blocks.pop()
                if not opened or opened[-1] == 'block':
                    if not blocks[-1].awaits:
                        blocks[-1].restart(match.end())
        elif found == ';' and (not opened or opened[-1] == 'block'):
            yield block.awaits, block.marks
            block.restart(match.end())


def calls(code, name):
    """(offset, [argument, ...]) of each call of the function."""
    for match in re.finditer(r'\b' + name + r'\s*\(', code):
        arguments, depth, start = [], 1, match.end()
        offset = start
        while offset < len(code) and depth:
            char = code[offset]
            if char in '([{':
                depth += 1
            elif char in ')]}':
                depth -= 1
            if (char == ',' and depth == 1) or depth == 0:
                arguments.append(code[start:offset])
                start = offset + 1
            offset += 1
        yield match.start(), arguments


SCOPE = re.compile(r'(?:\[\[.*?\]\]\s*|inline\s+|typedef\s+|static\s+)*(?:namespace|extern|class|struct|union)\b')


def functions(code):
    """(first line, lines) of each function body that is not inside another."""
    code = re.sub(r'^[ \t]*#(?:[^\n]*\\\n)*[^\n]*', lambda m: re.sub(r'[^\n]', ' ', m.group(0)), code, flags=re.M)
    scopes, head, offset = 0, 0, 0
    while offset < len(code):
        char = code[offset]
        if char == ';':
            head = offset + 1
        elif char == '}':
            scopes, head = max(0, scopes - 1), offset + 1
        elif char == '{':
            text = re.sub(r'^\s*(?:(?:public|private|protected|signals|(?:public|private|protected)\s+slots)\s*:\s*)*'
                          r'(?:template\s*<[^{;]*?>\s*(?=[a-z\[]))?', '', code[head:offset])
            close = closing(code, offset)
            if SCOPE.match(text) and '(' not in text.split(':')[0]:
                scopes, head = scopes + 1, offset + 1
            elif '(' in text and opens_block(code, offset) and not text.lstrip().startswith('enum'):
                first = line_of(code, head + len(code[head:offset]) - len(code[head:offset].lstrip()))
                yield first, line_of(code, close) - first + 1
                offset, head = close, close + 1
            else:
                offset = close
        offset += 1


def closing(code, open_at):
    depth = 0
    for offset in range(open_at, len(code)):
        if code[offset] == '{':
            depth += 1
        elif code[offset] == '}':
            depth -= 1
            if depth == 0:
                return offset
    return len(code) - 1
