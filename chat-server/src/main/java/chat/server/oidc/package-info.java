/** Who somebody is by the word of an OpenID Connect provider. Loaded only when one is configured and asked. */
@NullMarked
package chat.server.oidc;

import org.jspecify.annotations.NullMarked;
