/** Who somebody is, and how they show it: guests, accounts, their devices, tokens and passwords; and who may not come in. */
@NullMarked
package chat.server.auth;

import org.jspecify.annotations.NullMarked;
