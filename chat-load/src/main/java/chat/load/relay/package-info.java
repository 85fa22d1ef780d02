/** The relay of the text books, to compare with. */
@NullMarked
package chat.load.relay;

import org.jspecify.annotations.NullMarked;
