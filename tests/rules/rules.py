#!/usr/bin/env python3
"""The rules of the source that no compiler knows: rules.py ROOT prints each violation and fails when there is one.

The table of folders is read from engine/README.md, so that what a person reads there is what holds here.
"""
import os
import pathlib
import re
import sys
from xml.etree import ElementTree

import source

FOLDERS = ('app', 'engine', 'ui', 'tests')
ASIO_HOMES = ('net', 'client', 'broker', 'cluster')
# Which headers of other libraries may be included, and by whom: pattern, folders, only in .cpp files, why.
LIBRARIES = [
    (r'boost/asio|boost/beast', ASIO_HOMES, False, 'Asio lives in net, client, broker and cluster'),
    (r'openssl/', ASIO_HOMES + ('security',), False, 'OpenSSL lives where Asio does'),
    (r'spdlog/', ('base', 'app'), True, 'spdlog is behind base/log.h'),
    (r'zlib\.h|lz4|snappy|zstd', ('records',), True, 'codecs live in records'),
    (r'isa-l|crc\.h', ('base',), True, 'ISA-L is behind base/crc32c.h'),
    (r'librdkafka/', ('workload', 'tests'), False, 'librdkafka is a client: workload and tests'),
    (r'Q[A-Z]|Qt[A-Z]', ('ui', 'app', 'tests'), False, 'no Qt in engine'),
]
LIMITS = {'.h': 300, '.cpp': 700}
OWN_LIMITS = {'ui/windows/main_window.cpp': 400}
FUNCTION_LIMIT = 80
# A header that says so is included by its own folder only, and may then include Asio.
PRIVATE = re.compile(r'^// .*\bPrivate to engine/', re.M)
PAGE_LIMIT = 40
FORBIDDEN = [
    (r'(?<![\w.])/(?:home|root|work|Users)/', 'a path of one machine'),
    (r'(?:deb\.debian|archive\.ubuntu|repo1?\.maven|registry\.npmjs|pypi|pypi\.python|proxy\.golang)\.'
     r'(?:org|com|apache)', 'the host of a package registry'),
    (r'\b(?:TODO|FIXME|XXX)\b', 'unfinished work'),
]
SLEEPS = r'\b(?:sleep_for|sleep_until|usleep|qSleep|qWait)\s*\(|\btime\.sleep\('


def allowed_folders(root):
    """{folder: folders it may include} from the fenced block of engine/README.md."""
    table = {}
    for line in (root / 'engine/README.md').read_text().splitlines():
        match = re.match(r'^(\w+)\s+<-\s*([\w ]*)$', line)
        if match:
            table[match.group(1)] = set(match.group(2).split())
    return table


def layer_of(path):
    parts = path.parts
    return parts[1] if parts[0] == 'engine' and len(parts) > 2 else parts[0]


def is_private(root, name):
    header = root / 'engine' / name
    return header.is_file() and PRIVATE.search(header.read_text()) is not None


def check_includes(root, path, text, table):
    layer = layer_of(path)
    for line, name, quoted in source.includes(text):
        target = name.split('/')[0]
        if quoted and target in table and layer != 'tests' and target != layer \
                and target not in table.get(layer, set()):
            yield line, f'{layer} may not include {target}: engine/README.md'
        if quoted and target != layer and layer != 'tests' and is_private(root, name):
            yield line, f'{name} is private to its folder'
        if quoted and target in ('app', 'tests') and layer not in (target, 'tests'):
            yield line, f'nobody includes {target}'
        if quoted:
            continue
        for pattern, homes, only_cpp, why in LIBRARIES:
            if re.match(pattern, name) and layer not in homes + ('tests',):
                yield line, f'<{name}>: {why}'
            elif re.match(pattern, name) and only_cpp and path.suffix == '.h':
                yield line, f'<{name}>: {why}, and only in .cpp files'
        if name.startswith('boost/asio') and path.suffix == '.h' and layer not in ('net', 'tests') \
                and name != 'boost/asio/awaitable.hpp' and not PRIVATE.search(text):
            yield line, f'<{name}>: public headers outside net take no Asio but awaitable.hpp'
        if re.fullmatch(r'Qt[A-Z]\w*(?:/Qt[A-Z]\w*)?', name) and name not in ('QtTest', 'QtGlobal', 'QtEndian'):
            yield line, f'<{name}>: name the class, a whole module is slow to compile'


def check_coroutines(code):
    for awaits, marks in source.awaiting_statements(code):
        for offset in awaits[:1] if marks else []:
            yield (source.line_of(code, offset),
                   f'{min(marks)} in a statement with co_await: GCC 12 frees temporaries twice; name it first')


def check_connects(code):
    for offset, arguments in source.calls(code, 'connect'):
        if len(arguments) == 3 and arguments[2].lstrip().startswith('['):
            yield source.line_of(code, offset), 'connect a lambda with a context object (four arguments)'


def check_sizes(path, text, code):
    lines = text.count('\n')
    limit = OWN_LIMITS.get(str(path), LIMITS[path.suffix])
    if lines > limit:
        yield 1, f'{lines} lines: at most {limit}'
    for first, length in source.functions(code):
        if length > FUNCTION_LIMIT:
            yield first, f'a function of {length} lines: at most {FUNCTION_LIMIT}'


def check_words(path, text):
    if path.parts[:2] == ('tests', 'rules'):
        return
    for pattern, what in FORBIDDEN:
        for match in re.finditer(pattern, text):
            yield source.line_of(text, match.start()), f'{match.group(0)}: {what}'
    if path.parts[0] == 'tests' and path.parts[1] != 'bench':
        for match in re.finditer(SLEEPS, text):
            yield source.line_of(text, match.start()), f'{match.group(0)}: a test waits for something, never for time'


def check_pages(root):
    for folder in sorted((root / 'engine').iterdir()):
        if folder.is_dir() and any(folder.glob('*.h')) and not (folder / 'README.md').exists():
            yield f'{folder.relative_to(root)}: a folder opens with a README.md'
    for page in [*root.glob('engine/*/README.md'), *root.glob('engine/decisions/*.md')]:
        lines = page.read_text().count('\n')
        if lines > PAGE_LIMIT:
            yield f'{page.relative_to(root)}: {lines} lines: at most {PAGE_LIMIT}'


def check_translations(root):
    """A translation fills in the same numbers and names as its source; what is not translated shows English."""
    for path in sorted(root.glob('translations/*.ts')):
        for message in ElementTree.parse(path).getroot().iter('message'):
            wanted = set(re.findall(r'%\d', message.findtext('source')))
            said = message.find('translation')
            forms = [form.text for form in said.iter('numerusform')] or [said.text]
            for form in forms:
                if said.get('type') != 'unfinished' and set(re.findall(r'%\d', form or '')) != wanted:
                    yield f'{path.relative_to(root)}: "{message.findtext("source")}": other %1 than in "{form}"'


def check_file(root, path, text, table):
    yield from check_words(path, text)
    if path.suffix in LIMITS:
        code = source.blank(text)
        yield from check_includes(root, path, text, table)
        yield from check_coroutines(code)
        yield from check_connects(code)
        yield from check_sizes(path, text, code)


def files(root):
    for top in FOLDERS + ('packaging', '.ci', 'README.md', 'CMakeLists.txt', 'CMakePresets.json'):
        here = root / top
        for name in [here] if here.is_file() else sorted(here.rglob('*')):
            if name.is_file() and '__pycache__' not in name.parts and name.suffix not in ('.gz', '.png', '.qm', '.ts'):
                yield name


def violations(root):
    """Every violation as one line of text."""
    root = pathlib.Path(root)
    table = allowed_folders(root)
    if not table:
        yield 'engine/README.md: the table of folders is missing'
    for folder in sorted((root / 'engine').iterdir()):
        if folder.is_dir() and folder.name not in table and folder.name != 'decisions':
            yield f'engine/{folder.name}: not in the table of engine/README.md'
    for name in files(root):
        try:
            text = name.read_text()
        except UnicodeDecodeError:
            continue
        path = name.relative_to(root)
        for line, what in check_file(root, path, text, table):
            yield f'{path}:{line}: {what}'
    yield from check_pages(root)
    yield from check_translations(root)


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), '..', '..')
    found = list(violations(root))
    print('\n'.join(found))
    print(f'{len(found)} violations')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
