from java.nio import ByteBuffer
from java.util import BitSet


class XorMaskerNull:
    def __init__(self, mask=None):
        self.ptr = 0

    def pointer(self):
        return self.ptr

    def reset(self):
        self.ptr = 0

    def process(self, data):
        self.ptr += len(data)
        return data


class XorMasker(XorMaskerNull):
    def __init__(self, mask):
        self.mask = mask
        self.ptr = 0

    def process(self, data):
        length = len(data)
        first = self.ptr & 3
        self.ptr += length
        masks = (self.mask * (length // 4 + 2))[first:first + length]
        bits = BitSet.valueOf(ByteBuffer.wrap(data))
        bits.xor(BitSet.valueOf(ByteBuffer.wrap(masks)))
        return bits.toByteArray().tostring().ljust(length, '\0')


def createXorMasker(mask, length=None):
    return XorMasker(mask)
