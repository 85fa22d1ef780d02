package chat.server.auth;

import static chat.server.auth.TestAuth.PASSWORD;
import static chat.server.auth.TestAuth.await;
import static chat.server.auth.TestAuth.why;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.config.Access.Way;
import chat.server.store.ExternalId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who somebody is, by tokens and headers. */
class AuthenticatorTest {
    private TestAuth auth = new TestAuth();

    @AfterEach
    void close() {
        auth.close();
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private CompletionStage<? extends Identity> header(String header) {
        return auth.authenticator.header(header, TestAuth.address("192.0.2.1"));
    }

    @Test
    void headerIsBasicOrBearer() {
        Grant grant = auth.signUp("Ana Maria");
        UserId id = grant.account().id();
        String guest = new GuestTokens(auth.key).issue(new UserId("u7"), new UserName("Bia"));

        assertThat(await(header(basic("ana maria:" + PASSWORD))))
                .satisfies(it -> assertThat(it.id()).isEqualTo(id));
        assertThat(await(header("bearer " + grant.accessToken())).id()).isEqualTo(id);
        assertThat(await(header("Bearer " + guest))).isEqualTo(new Guest(new UserId("u7"), new UserName("Bia")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Bearer",
                "Basic ",
                "Bearer ",
                "Digest abc",
                "Basic !!!",
                "Basic gICA",
                "Bearer a.b.c"
            })
    void otherHeadersAreNobody(String header) {
        auth.signUp("Ana");

        assertThat(why(header(header))).isIn(Why.BAD_TOKEN, Why.WRONG_CREDENTIALS);
        assertThat(why(header(basic("Ana")))).isEqualTo(Why.WRONG_CREDENTIALS);
        assertThat(why(header(basic("Ana:x" + PASSWORD)))).isEqualTo(Why.WRONG_CREDENTIALS);
        assertThat(why(header(basic(":" + PASSWORD)))).isEqualTo(Why.WRONG_CREDENTIALS);
    }

    @Test
    void passwordMayHaveColons() {
        await(auth.logIns.signUp(
                new LogIns.Wish("Ana", "a:b:c:d:e", Optional.empty(), Optional.empty()), TestAuth.here()));

        assertThat(await(header(basic("Ana:a:b:c:d:e"))).name()).isEqualTo(new UserName("Ana"));
    }

    @Test
    void whatIsRevokedIsNotCurrent() {
        Grant one = auth.signUp("Ana");
        Grant other = auth.logIn("Ana");
        Account first = auth.connect(one);
        Account byPassword = (Account) await(header(basic("Ana:" + PASSWORD)));
        assertThat(auth.authenticator.isCurrent(first)).isTrue();
        assertThat(auth.authenticator.isCurrent(byPassword)).isTrue();

        await(auth.accounts.logOut(first.id(), first.device().orElseThrow()));

        assertThat(auth.authenticator.isCurrent(first)).isFalse();
        assertThat(auth.authenticator.isCurrent(auth.connect(other))).isTrue();
        assertThat(why(auth.authenticator.account(one.accessToken()))).isEqualTo(Why.BAD_TOKEN);
    }

    @Test
    void disabledAccountIsNobody() {
        Grant grant = auth.signUp("Ana");
        Account account = auth.connect(grant);
        await(auth.accounts.setDisabled(account.id(), true));

        assertThat(auth.authenticator.isCurrent(account)).isFalse();
        assertThat(auth.connected.get(account.id())).isEmpty();
        assertThat(why(auth.authenticator.account(grant.accessToken()))).isEqualTo(Why.BAD_TOKEN);
        assertThat(why(auth.logIns.refresh(grant.refreshToken()))).isEqualTo(Why.BAD_TOKEN);
        assertThat(why(header(basic("Ana:" + PASSWORD)))).isEqualTo(Why.DISABLED);
        assertThat(why(header(basic("Ana:wrong password")))).isEqualTo(Why.WRONG_CREDENTIALS);
        await(auth.accounts.setDisabled(account.id(), false));
        assertThat(await(header(basic("Ana:" + PASSWORD))).id()).isEqualTo(account.id());
    }

    @Test
    void guestsAreNobodyWhereTheyAreNotAllowed() {
        close();
        auth = new TestAuth(access -> access.withWays(Set.of(Way.ACCOUNTS)));
        String guest = new GuestTokens(auth.key).issue(new UserId("u7"), new UserName("Bia"));

        assertThat(auth.authenticator.allowsGuests()).isFalse();
        assertThat(why(header("Bearer " + guest))).isEqualTo(Why.LOGIN_REQUIRED);
    }

    @Test
    void accessTokenExpiresToTheSecond() {
        Grant grant = auth.signUp("Ana");
        auth.pass(Duration.ofSeconds(899));
        assertThat(await(auth.authenticator.account(grant.accessToken()))).isNotNull();
        auth.pass(Duration.ofSeconds(1));
        assertThat(why(auth.authenticator.account(grant.accessToken()))).isEqualTo(Why.TOKEN_EXPIRED);
    }

    @Test
    void forgedAccessTokenIsNobody() {
        Grant grant = auth.signUp("Ana");
        String[] parts = grant.accessToken().split("\\.");
        String later = "%s.%s.%s.%d.%s".formatted(parts[0], parts[1], parts[2], Long.parseLong(parts[3]) + 1, parts[4]);

        assertThat(why(auth.authenticator.account(later))).isEqualTo(Why.BAD_TOKEN);
        assertThat(why(auth.authenticator.account(grant.accessToken() + "A"))).isEqualTo(Why.BAD_TOKEN);
        assertThat(why(auth.authenticator.account("a1...."))).isEqualTo(Why.BAD_TOKEN);
        String otherKey = new AccessTokens(TokenKey.random(), auth.services.clock())
                .issue(grant.account().id(), parts[2], 900);
        assertThat(why(auth.authenticator.account(otherKey))).isEqualTo(Why.BAD_TOKEN);
        assertThat(why(auth.authenticator.account(grant.refreshToken()))).isEqualTo(Why.BAD_TOKEN);
    }

    /** Says of every token that it is of whom its middle part names. */
    private static CompletionStage<ExternalTokens.External> told(String token) {
        String subject = token.split("\\.")[1];
        return CompletableFuture.completedFuture(new ExternalTokens.External(
                new ExternalId("https://id.example", subject), subject + "@example.org", 1_900_000_000_000L));
    }

    @Test
    void deviceOfAPersonOfTheProviderEndsADayAfterItsLogIn() {
        close();
        auth = new TestAuth(access -> access, new PasswordHashing(), Optional.of(AuthenticatorTest::told));
        Grant here = auth.signUp("bia");
        ExternalTokens.External person =
                new ExternalTokens.External(new ExternalId("https://id.example", "ana"), "ana", 1_900_000_000_000L);
        Grant grant = await(auth.logIns.external(person, TestAuth.here()));
        assertThat(auth.registered)
                .containsEntry(grant.account().name(), grant.account().id());

        auth.pass(Duration.ofHours(23));
        Grant next = await(auth.logIns.refresh(grant.refreshToken()));
        auth.pass(Duration.ofHours(1));

        assertThat(why(auth.logIns.refresh(next.refreshToken()))).isEqualTo(Why.BAD_TOKEN);
        assertThat(await(auth.accounts.devices(grant.account().id()))).isEmpty();
        assertThat(await(auth.logIns.refresh(here.refreshToken()))).isNotNull();
    }

    @Test
    void personOfTheProviderGetsAnAccountAtFirstAndTheSameLater() {
        close();
        auth = new TestAuth(access -> access, new PasswordHashing(), Optional.of(AuthenticatorTest::told));
        auth.signUp("bia");

        Account ana = await(auth.authenticator.account("x.ana.y"));
        Account bia = await(auth.authenticator.account("x.bia.y"));

        assertThat(ana.name()).isEqualTo(new UserName("ana"));
        assertThat(ana.proof()).isEqualTo(new Account.Bearer(1_900_000_000_000L));
        assertThat(auth.authenticator.isCurrent(ana)).isTrue();
        assertThat(bia.name()).as("another bia has an account here").isEqualTo(new UserName("bia-2"));
        assertThat(await(auth.authenticator.account("x.ana.y")).id()).isEqualTo(ana.id());
        assertThat(await(header("Bearer x.bia.y")).id()).isEqualTo(bia.id());
        assertThat(await(auth.authenticator.account("x.7.y")).name()).isEqualTo(new UserName("user"));
        await(auth.accounts.setDisabled(ana.id(), true));
        assertThat(why(auth.authenticator.account("x.ana.y"))).isEqualTo(Why.DISABLED);
        assertThat(why(header(basic("ana:" + PASSWORD)))).isEqualTo(Why.WRONG_CREDENTIALS);
    }

    @Test
    void personWhoComesForTheFirstTimeTwiceAtOnceHasOneAccount() {
        close();
        auth = new TestAuth(access -> access, new PasswordHashing(), Optional.of(AuthenticatorTest::told));

        assertThat(await(auth.authenticator.account("x.ana.y")).id())
                .isEqualTo(await(auth.authenticator.account("x.ana.y")).id());
        assertThat(auth.index.size()).isEqualTo(1);
    }
}
