"""The cases 12.* and 13.* of Autobahn, which the suite's jar leaves out: echoes of compressed messages.

Same numbers, data, sizes, fragments and offers as in Autobahn's own case12_x_x.py; only how many messages a case sends
can be chosen (there 1,000).
"""
from zipfile import ZipFile

from autobahn.compress import PerMessageDeflateOffer, PerMessageDeflateResponse, PerMessageDeflateResponseAccept
from autobahntestsuite import case as cases
from autobahntestsuite.case import Case

# Bytes of a message, bytes of a fragment (0: not fragmented).
SIZES = [(size, 0) for size in (16, 64, 256, 1024, 4096, 8192, 16384, 32768, 65536, 131072)] + [
    (8192, 256), (16384, 256), (32768, 256), (65536, 256), (131072, 256), (131072, 1024), (131072, 4096), (131072, 32768)]

# File and whether it is sent as binary.
DATA = [
    ('data1.json', False), ('lena512.bmp', True), ('pg2229.txt', True), ('data1.html', False),
    ('10.1.1.105.5439.pdf', True)]

OFFERS = [
    [PerMessageDeflateOffer()],
    [PerMessageDeflateOffer(requestNoContextTakeover=True, requestMaxWindowBits=0)],
    [PerMessageDeflateOffer(requestNoContextTakeover=False, requestMaxWindowBits=9)],
    [PerMessageDeflateOffer(requestNoContextTakeover=False, requestMaxWindowBits=15)],
    [PerMessageDeflateOffer(requestNoContextTakeover=True, requestMaxWindowBits=9)],
    [PerMessageDeflateOffer(requestNoContextTakeover=True, requestMaxWindowBits=15)],
    [PerMessageDeflateOffer(requestNoContextTakeover=True, requestMaxWindowBits=9),
     PerMessageDeflateOffer(requestNoContextTakeover=True), PerMessageDeflateOffer()]]

SECONDS = 120


class CompressionCase(object, Case):
    EXPECTATION = 'Receive echoed messages (with payload as sent).'

    def __init__(self, protocol):
        Case.__init__(self, protocol)

    def init(self):
        self.expectedClose = {
            'closedByMe': True, 'closeCode': [self.p.CLOSE_STATUS_CODE_NORMAL], 'requireClean': True}
        self.p.perMessageCompressionOffers = self.OFFERS
        self.p.perMessageCompressionAccept = accept
        self.left = self.MESSAGES
        self.position = 0

    def onOpen(self):
        self.p.enableWirelog(False)
        self.p.autoFragmentSize = self.FRAGMENT
        if self.p._perMessageCompress is None:
            self.finish(Case.UNIMPLEMENTED, 'The server declined compression.')
        else:
            self.result = 'Case did not finish within %d seconds.' % SECONDS
            self.p.closeAfter(SECONDS)
            self.send_next()

    def send_next(self):
        text = self.PAYLOAD[self.position:self.position + self.LENGTH]
        self.position = (self.position + self.LENGTH) % len(self.PAYLOAD)
        if len(text) < self.LENGTH:
            text += self.PAYLOAD[:self.LENGTH - len(text)]
        self.sent = text if self.BINARY else text.encode('utf-8')
        self.left -= 1
        self.p.sendMessage(self.sent, self.BINARY)

    def onMessage(self, message, binary):
        if binary != self.BINARY or message != self.sent:
            self.finish(Case.FAILED, 'The echo differs from what was sent.')
        elif self.left > 0:
            self.send_next()
        else:
            self.finish(Case.OK, 'Received all echoed messages.')

    def finish(self, behavior, result):
        self.behavior = behavior
        self.result = result
        self.p.enableWirelog(True)
        self.p.sendClose(self.p.CLOSE_STATUS_CODE_NORMAL)


def accept(response):
    return PerMessageDeflateResponseAccept(response) if isinstance(response, PerMessageDeflateResponse) else None


def add_cases(jar, messages):
    archive = ZipFile(jar)
    payloads = dict((name, archive.read('autobahntestsuite/testdata/' + name)) for name, _ in DATA)
    for i, (name, binary) in enumerate(DATA):
        add('12_%d' % (i + 1), payloads[name], binary, OFFERS[0], messages)
    for i, offers in enumerate(OFFERS):
        add('13_%d' % (i + 1), payloads['data1.json'], False, offers, messages)


def add(prefix, payload, binary, offers, messages):
    for i, (length, fragment) in enumerate(SIZES):
        cases.Cases.append(type('Case%s_%d' % (prefix, i + 1), (CompressionCase,), {
            'DESCRIPTION': 'Send %d compressed messages of %d bytes, fragments of %d.' % (messages, length, fragment),
            'PAYLOAD': payload if binary else payload.decode('utf-8'),
            'BINARY': binary,
            'LENGTH': length,
            'FRAGMENT': fragment,
            'OFFERS': offers,
            'MESSAGES': messages,
        }))
    cases.CaseCategories[prefix.split('_')[0]] = 'WebSocket Compression'
    cases.CaseSubCategories[prefix.replace('_', '.')] = '%d bytes of data, %d offers' % (len(payload), len(offers))
