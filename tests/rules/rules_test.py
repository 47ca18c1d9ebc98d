#!/usr/bin/env python3
"""The rules find what is planted and leave good code alone."""
import pathlib
import tempfile
import unittest

import rules

TABLE = '''
```
base      <-
wire      <- base
net       <- base wire
storage   <- base wire
ui        <- base wire
app       <- base ui
```
'''


class Rules(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.write('engine/README.md', TABLE)
        for name in ('base', 'wire', 'net', 'storage'):
            self.write(f'engine/{name}/README.md', f'# {name}\n')

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def found(self, name, text):
        self.write(name, text)
        return list(rules.violations(self.root))

    def refused(self, name, text, words):
        found = self.found(name, text)
        self.assertEqual(len(found), 1, found)
        self.assertIn(words, found[0])
        self.assertTrue(found[0].startswith(name), found)

    def accepted(self, name, text):
        self.assertEqual(self.found(name, text), [])

    def test_a_folder_includes_only_what_the_table_allows(self):
        self.refused('engine/wire/a.cpp', '#include "net/b.h"\n', 'wire may not include net')
        self.accepted('engine/wire/a.cpp', '#include "base/b.h"\n#include "wire/c.h"\n')

    def test_the_window_includes_no_socket(self):
        self.refused('ui/panes/a.cpp', '#include "net/b.h"\n', 'ui may not include net')

    def test_a_folder_missing_from_the_table_is_told(self):
        self.refused_folder('engine/new/README.md', 'engine/new: not in the table')

    def test_a_translation_fills_in_what_its_source_does(self):
        ts = ('<TS><context><message><source>%1 of %2</source><translation>{}</translation></message>'
              '</context></TS>')
        self.refused('translations/a.ts', ts.format('%1'), 'other %1')
        self.accepted('translations/a.ts', ts.format('%2: %1'))
        self.accepted('translations/a.ts', ts.replace('<translation>', '<translation type="unfinished">'))

    def test_engine_has_no_qt(self):
        self.refused('engine/wire/a.cpp', '#include <QString>\n', 'no Qt in engine')
        self.accepted('engine/wire/a.cpp', '// #include <QString>\n#include <queue>\n')

    def test_asio_stays_at_home(self):
        self.refused('engine/storage/a.cpp', '#include <boost/asio/post.hpp>\n', 'Asio lives in')
        self.accepted('engine/storage/a.cpp', '')
        self.refused('ui/a.cpp', '#include <boost/asio/post.hpp>\n', 'Asio lives in')

    def test_a_header_outside_net_takes_only_awaitable(self):
        self.write('engine/README.md', TABLE.replace('app ', 'client    <- base net\napp '))
        self.write('engine/client/README.md', '# client\n')
        self.refused('engine/client/a.h', '#include <boost/asio/post.hpp>\n', 'awaitable.hpp')
        self.accepted('engine/client/a.h', '#include <boost/asio/awaitable.hpp>\n')
        self.accepted('engine/net/a.h', '#include <boost/asio/post.hpp>\n')

    def test_a_private_header_takes_asio_and_stays_private(self):
        self.accepted('engine/net/a.h', '// Private to engine/net. One thread.\n#include <boost/asio/post.hpp>\n')
        self.write('engine/README.md', TABLE.replace('app ', 'client    <- base net\napp '))
        self.write('engine/client/README.md', '# client\n')
        self.accepted('engine/client/b.h', '// Private to engine/client.\n#include <boost/asio/post.hpp>\n')
        self.refused('engine/client/c.cpp', '#include "net/a.h"\n', 'private to its folder')

    def test_a_codec_stays_out_of_headers_and_other_folders(self):
        self.refused('engine/storage/a.cpp', '#include <zstd.h>\n', 'codecs live in records')

    def test_a_whole_qt_module_is_refused(self):
        self.refused('ui/a.cpp', '#include <QtWidgets>\n', 'whole module')
        self.accepted('ui/a.cpp', '#include <QWidget>\n')

    def test_a_brace_beside_co_await_is_refused(self):
        for line in ('co_await write(Buffer{1, 2});',
                     'auto x = co_await write(Buffer{1}, then);',
                     'Thing x{co_await read()};',
                     'auto x = std::vector<int>{co_await read()};',
                     'co_await post([&] { go(); });',
                     'if (co_await read(Options{.size = 3})) { go(); }',
                     'co_return Pair{co_await read(), 1};'):
            with self.subTest(line):
                self.refused('engine/net/a.cpp', f'awaitable<void> f() {{\n    {line}\n}}\n', 'co_await')

    def test_a_question_mark_beside_co_await_is_refused(self):
        self.refused('engine/net/a.cpp', 'awaitable<int> f() {\n co_return a ? co_await b() : 1;\n}\n', '? in')

    def test_named_first_is_accepted(self):
        self.accepted('engine/net/a.cpp', '''
awaitable<void> f(int a) {
    const Buffer buffer{1, 2};
    const int size = a ? 1 : 2;
    while (co_await read(buffer, size)) {
        go(Buffer{3});
        if (auto got = co_await next(); !got) {
            co_return;
        }
        for (int i = 0; i < 3; ++i) {
            co_await wait(i);  // what? {never}
        }
        co_await say("a { in ? text", '{');
    }
    auto then = [&]() -> awaitable<void> { co_await next(); };
    co_spawn(loop, [&]() -> awaitable<void> {
        const Buffer again{1};
        co_await next();
    }, detached);
    switch (a) {
    case 1: co_await next(); break;
    default: co_await next();
    }
    co_return co_await next();
}
''')

    def test_a_lambda_is_connected_with_a_context(self):
        self.refused('ui/a.cpp', 'void f() { connect(a, &A::b, [this] { go(1, 2); }); }\n', 'context object')
        self.accepted('ui/a.cpp', 'void f() { connect(a, &A::b, this, [this] { go(1, 2); }); connect(a, &A::b, c); }\n')

    def test_sizes_have_a_limit(self):
        self.refused('engine/net/a.h', '\n' * 301, 'at most 300')
        self.accepted('engine/net/a.h', '\n' * 300)
        self.refused('engine/net/a.cpp', '\n' * 701, 'at most 700')

    def test_a_long_function_is_told_by_its_first_line(self):
        long = 'namespace n {\nint table[] = {\n' + '1,\n' * 100 + '};\n'
        self.accepted('engine/net/a.cpp', long + '}\n')
        body = 'template <class T>\nT S::f(T a) const {\n' + '    go();\n' * 79 + '}\n'
        self.refused('engine/net/a.cpp', long + body + '}\n', '104: a function of 82 lines')

    def test_methods_inside_a_class_are_measured(self):
        body = 'struct S : Base<int> {\n  S() : a_(1), b_{2} {\n' + '    go();\n' * 80 + '  }\n  int b_{3};\n};\n'
        self.refused('engine/net/a.cpp', body, 'a function of 82 lines')

    def test_every_engine_folder_opens_with_a_page(self):
        self.write('engine/README.md', TABLE.replace('app ', 'client    <- base\napp '))
        self.refused_folder('engine/client/a.h', 'engine/client: a folder opens')

    def refused_folder(self, name, words):
        found = self.found(name, '')
        self.assertEqual(len(found), 1, found)
        self.assertIn(words, found[0])

    def test_a_page_is_at_most_forty_lines(self):
        self.refused('engine/net/README.md', '\n' * 41, 'at most 40')
        self.write('engine/net/README.md', '\n' * 40)
        self.refused('engine/decisions/0001-a.md', '\n' * 41, 'at most 40')

    def test_places_of_one_machine_are_refused(self):
        self.refused('app/run', 'cd /ho' + 'me/someone\n', 'a path of one machine')
        self.accepted('app/run', '')
        self.refused('tests/run', 'get repo1.ma' + 'ven.org\n', 'package registry')
        self.accepted('tests/run', '')
        self.refused('ui/a.cpp', '// TO' + 'DO\n', 'unfinished')

    def test_a_test_does_not_sleep(self):
        self.refused('tests/engine/a_test.cpp', 'void f() { QTest::qWait(5); }\n', 'never for time')


if __name__ == '__main__':
    unittest.main()
