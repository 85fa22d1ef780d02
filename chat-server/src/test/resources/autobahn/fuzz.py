"""Runs Autobahn's fuzzing client in Jython; see AutobahnIT.

Arguments: the suite's jar, the folder for the report, the address, how many messages each compression case sends,
and the cases that are left out, with commas between them.
"""
import os
import sys

jar, report, url, messages, without = sys.argv[1:]
# The folder of this file first: Autobahn looks for a package called wsaccel to do its slow loops.
sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)), jar]

from autobahntestsuite import wstest  # noqa: it installs the reactor, so it comes first
import compression

compression.add_cases(jar, int(messages))
wstest.start(
    {'mode': 'fuzzingclient', 'debug': False, 'autobahndebug': False, 'key': None, 'cert': None},
    {
        'outdir': report,
        'options': {'failByDrop': False},
        'servers': [{'agent': 'chat', 'url': url}],
        'cases': ['*'],
        'exclude-cases': without.split(','),
        'exclude-agent-cases': {},
    })
