/** What several nodes tell each other about their rooms. One node needs none of it: {@code LocalBackplane}. */
@NullMarked
package chat.server.cluster;

import org.jspecify.annotations.NullMarked;
