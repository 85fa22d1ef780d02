/** Puts a load on a running server: who connects, who says what when, and what of it came to whom. */
@NullMarked
package chat.load.drive;

import org.jspecify.annotations.NullMarked;
