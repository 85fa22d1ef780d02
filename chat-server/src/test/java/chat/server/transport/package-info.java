/** Tests of the network; see {@link chat.server.transport.TestServer} and {@link chat.server.transport.RawClient}. */
@NullMarked
package chat.server.transport;

import org.jspecify.annotations.NullMarked;
