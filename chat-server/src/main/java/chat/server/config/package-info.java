/** What can be configured: one immutable record, made from defaults, file, environment and flags, in that order. */
@NullMarked
package chat.server.config;

import org.jspecify.annotations.NullMarked;
