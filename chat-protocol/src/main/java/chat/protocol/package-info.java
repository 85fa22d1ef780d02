/**
 * What goes over the wire: messages, value types that check themselves, codes and limits.
 *
 * <p>This module knows nothing of the network. Jackson appears in {@link chat.protocol.JsonCodec} and
 * its two package-private parts alone.
 */
@NullMarked
package chat.protocol;

import org.jspecify.annotations.NullMarked;
