/**
 * The network: a hand-built Netty pipeline from bytes to whole messages and back. Handlers translate, they do not decide:
 * what a message means is up to the session. Start reading at {@link chat.server.transport.ChatChannelInitializer}.
 */
@NullMarked
package chat.server.transport;

import org.jspecify.annotations.NullMarked;
