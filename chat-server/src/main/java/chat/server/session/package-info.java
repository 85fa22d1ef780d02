/** One connection's life, from the first message to the one way out. */
@NullMarked
package chat.server.session;

import org.jspecify.annotations.NullMarked;
