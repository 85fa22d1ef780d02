/** What the server and its store achieve, measured: see {@code docs/PERFORMANCE.md}. */
@NullMarked
package chat.load;

import org.jspecify.annotations.NullMarked;
