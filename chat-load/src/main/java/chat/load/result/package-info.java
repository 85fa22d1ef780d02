/** What came of a run: plain records, as text and as JSON. */
@NullMarked
package chat.load.result;

import org.jspecify.annotations.NullMarked;
