/** Who somebody is: makes user ids, and the tokens by which guests prove that they are the same as before. */
@NullMarked
package chat.server.auth;

import org.jspecify.annotations.NullMarked;
