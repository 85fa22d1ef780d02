package chat.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/** Bytes that are sent again and again: outside the heap, and nobody has to release them. */
final class LastingBytes {
    private LastingBytes() {}

    /** A buffer that any number of answers may share; its memory goes with the last reference to it, as any object's does. */
    static ByteBuf of(byte[] content) {
        ByteBuffer outsideHeap =
                ByteBuffer.allocateDirect(content.length).put(content).flip();
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(outsideHeap).asReadOnly());
    }
}
