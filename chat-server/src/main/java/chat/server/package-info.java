/** Starts and stops the server, and wires its parts: the one package that sees all the others. */
@NullMarked
package chat.server;

import org.jspecify.annotations.NullMarked;
