/** Results as one HTML page that needs nothing else. */
@NullMarked
package chat.load.page;

import org.jspecify.annotations.NullMarked;
