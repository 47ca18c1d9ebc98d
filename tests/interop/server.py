"""A `ripariumctl serve` under test: start it, wait for its one line, stop it, kill it.

RIPARIUM_BIN names the folder of the executables; without it the release preset's is used.
"""
import ctypes
import json
import os
import pathlib
import select
import shutil
import signal
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get('RIPARIUM_BIN', ROOT / 'build/release/bin'))
CTL = str(BIN / 'ripariumctl')
READY_SECONDS = 30


def die_with_parent():
    """A test that is killed leaves no server behind: PR_SET_PDEATHSIG."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whatever started the tests


class Server:
    """One process. `with Server('--preset', 'ha') as server:` gives a ready one and stops it at the end."""

    def __init__(self, *arguments, environment=None):
        self.arguments = [CTL, 'serve', *arguments]
        self.environment = environment
        self.log = tempfile.TemporaryFile()
        self.process = None
        self.ready = None
        self.stdout = b''

    def start(self):
        self.process = subprocess.Popen(self.arguments, stdout=subprocess.PIPE, stderr=self.log, env=self.environment,
                                        preexec_fn=die_with_parent)
        line = self.read_line()
        if line is None:
            self.process.wait(READY_SECONDS)
            raise AssertionError(f'not ready, exit {self.process.returncode}: {self.stderr()}')
        self.ready = json.loads(line)
        return self

    def read_line(self):
        """The next line of stdout, or None at its end."""
        deadline = time.monotonic() + READY_SECONDS
        while b'\n' not in self.stdout:
            left = deadline - time.monotonic()
            if left < 0 or not select.select([self.process.stdout], [], [], left)[0]:
                self.process.kill()
                raise AssertionError(f'no line within {READY_SECONDS} s: {self.stderr()}')
            got = os.read(self.process.stdout.fileno(), 65536)
            if not got:
                return None
            self.stdout += got
        line, self.stdout = self.stdout.split(b'\n', 1)
        return line

    @property
    def bootstrap(self):
        return self.ready['bootstrap']

    @property
    def pid(self):
        return self.process.pid

    def address(self, index=0):
        """(host, port) of one broker."""
        host, port = self.bootstrap.split(',')[index].rsplit(':', 1)
        return host, int(port)

    def stderr(self):
        self.log.seek(0)
        return self.log.read().decode(errors='replace')

    def resident_kb(self):
        for line in pathlib.Path(f'/proc/{self.pid}/status').read_text().splitlines():
            if line.startswith('VmRSS:'):
                return int(line.split()[1])
        raise AssertionError('no VmRSS')

    def stop(self, with_signal=signal.SIGTERM):
        """Ends it and gives its exit code; what it wrote to stdout after the first line is in `stdout`."""
        if self.process.poll() is None:
            self.process.send_signal(with_signal)
        rest, _ = self.process.communicate(timeout=READY_SECONDS)
        self.stdout += rest
        return self.process.returncode

    def kill(self):
        return self.stop(signal.SIGKILL)

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, *_):
        code = self.stop()
        said = self.stderr()[-4000:]
        self.log.close()
        if kind is not None:
            print(said)
        elif code != 0:
            raise AssertionError(f'exit {code}: {said}')
        return False


class Folder:
    """A temporary folder, under build/ rather than /tmp, which may be small or in memory."""

    def __init__(self):
        base = BIN.parent / 'interop'
        base.mkdir(parents=True, exist_ok=True)
        self.path = tempfile.mkdtemp(dir=base)

    def __enter__(self):
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


def serve(test_class, *arguments):
    """For setUpClass: one server with its own data dir for every test of the class."""
    folder = Folder()
    test_class.addClassCleanup(folder.__exit__)
    test_class.data_dir = folder.path
    test_class.server = Server('--data-dir', folder.path, *(arguments or ('--preset', 'ha')))
    test_class.server.__enter__()
    test_class.addClassCleanup(test_class.server.__exit__, None)
