from java.nio import ByteBuffer, CharBuffer
from java.nio.charset import StandardCharsets


class Utf8Validator:
    def __init__(self):
        self.reset()

    def reset(self):
        self.decoder = StandardCharsets.UTF_8.newDecoder()
        self.rest = ''
        self.total = 0

    def validate(self, data):
        """Whether all is valid, whether no character is half done, and how far it was looked at, here and in all."""
        pending = self.rest + data
        source = ByteBuffer.wrap(pending)
        result = self.decoder.decode(source, CharBuffer.allocate(len(pending) + 1), False)
        self.rest = pending[source.position():]
        self.total += len(data)
        return not result.isError(), not self.rest, len(data), self.total
