/** Runs the load scripts against the real server, as a person would: the built jar, the real websocat. */
@NullMarked
package chat.load;

import org.jspecify.annotations.NullMarked;
