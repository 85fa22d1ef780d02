/**
 * What there is under {@code /api/}: accounts, devices, invitations and administration as JSON over HTTP. Knows nothing of
 * channels: transport brings whole requests and takes whole answers.
 */
@NullMarked
package chat.server.api;

import org.jspecify.annotations.NullMarked;
