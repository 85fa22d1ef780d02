/** What the operator asks for: the commands, and the socket by which a running server carries them out. */
@NullMarked
package chat.server.admin;

import org.jspecify.annotations.NullMarked;
