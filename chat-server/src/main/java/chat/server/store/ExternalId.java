package chat.server.store;

/**
 * Who somebody is to an identity provider.
 *
 * @param issuer the provider, by its address
 * @param subject the same for as long as the provider knows this person; at most 255 characters
 */
public record ExternalId(String issuer, String subject) {}
