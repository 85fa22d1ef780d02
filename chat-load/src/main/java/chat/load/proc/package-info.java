/** What the operating system says that a process uses. */
@NullMarked
package chat.load.proc;

import org.jspecify.annotations.NullMarked;
