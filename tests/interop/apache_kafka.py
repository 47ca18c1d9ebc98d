#!/usr/bin/env python3
"""Apache Kafka's jars, from Maven Central through Maven, kept under build/. Run alone it prints their folder."""
import os
import pathlib
import shutil
import subprocess
import sys

VERSION = '4.3.1'
JARS = pathlib.Path(__file__).resolve().parents[2] / 'build/apache-kafka' / VERSION
POM = f'''<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>riparium</groupId><artifactId>kafka</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>{VERSION}</version>
  </dependency><dependency>
    <groupId>org.apache.kafka</groupId><artifactId>kafka-tools</artifactId><version>{VERSION}</version>
  </dependency></dependencies>
</project>
'''


def missing():
    """Why Kafka cannot be had, or None when its jars are there."""
    for program in ('java', 'mvn'):
        if not shutil.which(program):
            return f'{program} is not installed'
    if (JARS / 'server-complete').exists():
        return None
    JARS.mkdir(parents=True, exist_ok=True)
    (JARS / 'pom.xml').write_text(POM)
    done = subprocess.run(['mvn', '-q', '-B', '-f', str(JARS / 'pom.xml'), 'dependency:copy-dependencies',
                           f'-DoutputDirectory={JARS}'], capture_output=True, text=True, timeout=400, check=False)
    if done.returncode != 0:
        return 'Maven could not get the jars: ' + done.stdout[-800:]
    (JARS / 'server-complete').touch()
    return None


def skip_or_fail(reason):
    """Ends a test that needs Kafka: skipped (77), in CI failed."""
    print(f'Apache Kafka cannot be used here: {reason}')
    sys.exit(1 if os.environ.get('CI') == 'true' else 77)


if __name__ == '__main__':
    reason = missing()
    if reason:
        sys.exit(reason)
    print(JARS)
