/** Plain counters, units in their names; whoever counts imports this and nothing more. */
@NullMarked
package chat.server.metrics;

import org.jspecify.annotations.NullMarked;
