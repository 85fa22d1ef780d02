/** A WebSocket client so slim that thousands of them cost a load generator little: no object for a message that comes in. */
@NullMarked
package chat.load.socket;

import org.jspecify.annotations.NullMarked;
