/** Tests through the front door: a real server on port 0, real clients. */
@NullMarked
package chat.server;

import org.jspecify.annotations.NullMarked;
