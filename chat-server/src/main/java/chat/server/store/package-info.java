/** Room logs: what was acknowledged, in order. One interface, its backends, one contract that they all pass. */
@NullMarked
package chat.server.store;

import org.jspecify.annotations.NullMarked;
