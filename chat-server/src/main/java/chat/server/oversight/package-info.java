/**
 * What those do who look after the whole server: administrators over HTTP and the operator on the command line, the same for
 * both. Whoever may is found out before; everything that is done leaves an entry in the trail.
 */
@NullMarked
package chat.server.oversight;

import org.jspecify.annotations.NullMarked;
