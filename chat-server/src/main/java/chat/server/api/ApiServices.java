package chat.server.api;

import chat.server.auth.AccountIndex;
import chat.server.auth.Accounts;
import chat.server.auth.Authenticator;
import chat.server.auth.ExternalLogIn;
import chat.server.auth.LogIns;
import chat.server.config.Access;
import chat.server.oversight.Oversight;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What the API works with.
 *
 * @param oversight what administrators may do
 * @param provider the identity provider, if it is one of the ways in
 * @param limitsRates whether requests of one address are limited
 * @param nanoTime a clock for waits; only differences mean something
 */
public record ApiServices(
        Access access,
        AccountIndex index,
        Authenticator authenticator,
        LogIns logIns,
        Accounts accounts,
        Oversight oversight,
        Optional<ExternalLogIn> provider,
        boolean limitsRates,
        LongSupplier nanoTime) {}
