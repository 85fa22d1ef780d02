package chat.server.auth;

import static chat.server.auth.TestAuth.PASSWORD;
import static chat.server.auth.TestAuth.await;
import static chat.server.auth.TestAuth.denied;
import static chat.server.auth.TestAuth.here;
import static chat.server.auth.TestAuth.why;
import static chat.server.auth.TestAuth.wish;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.config.Access.SignUp;
import chat.server.config.Access.Way;
import chat.server.store.StoredDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Becoming somebody with an account, and staying it. */
class LogInsTest {
    private TestAuth auth = new TestAuth();

    @AfterEach
    void close() {
        auth.close();
    }

    private void with(TestAuth other) {
        auth.close();
        auth = other;
    }

    @Test
    void whoSignsUpIsLoggedInAndLogsInAgain() {
        Grant signedUp = auth.signUp("Ana");
        Grant loggedIn = await(auth.logIns.logIn("ANA", PASSWORD, here()));

        assertThat(signedUp.account().name()).isEqualTo(new UserName("Ana"));
        assertThat(signedUp.account().admin()).isFalse();
        assertThat(signedUp.expiresInSeconds()).isEqualTo(900);
        assertThat(loggedIn.account().id()).isEqualTo(signedUp.account().id());
        assertThat(auth.connect(signedUp).device())
                .isNotEqualTo(auth.connect(loggedIn).device());
        assertThat(await(auth.accounts.devices(signedUp.account().id())))
                .hasSize(2)
                .extracting(StoredDevice::label)
                .containsOnly("Firefox on Linux");
    }

    @Test
    void passwordIsTheSameHoweverItsLettersAreComposed() {
        await(auth.logIns
                .signUp(new LogIns.Wish("Ana", "coração", Optional.empty(), Optional.empty()), here())
                .exceptionally(tooShort -> null));
        LogIns.Wish wish = new LogIns.Wish("Ana", "cora\u00e7\u00e3o grande", Optional.empty(), Optional.empty());
        await(auth.logIns.signUp(wish, here()));

        assertThat(await(auth.logIns.logIn("Ana", "corac\u0327a\u0303o grande", here()))
                        .account()
                        .name())
                .isEqualTo(new UserName("Ana"));
        assertThat(why(auth.logIns.logIn("Ana", "coracao grande", here()))).isEqualTo(Why.WRONG_CREDENTIALS);
    }

    @Test
    void wrongPasswordAndUnknownNameGetTheSameAnswer() {
        auth.signUp("Ana");

        for (String name : List.of("Ana", "Bia", "", "a:b", "x".repeat(1_000))) {
            Denied denied = denied(auth.logIns.logIn(name, "wrong password", here()));
            assertThat(denied.why()).as(name).isEqualTo(Why.WRONG_CREDENTIALS);
            assertThat(denied.field()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "Ana-Maria", "ANA-MARIA"})
    void passwordThatIsNoneIsRefused(String password) {
        LogIns.Wish wish = new LogIns.Wish("Ana-Maria", password, Optional.empty(), Optional.empty());

        Denied denied = denied(auth.logIns.signUp(wish, here()));

        assertThat(denied.why()).isEqualTo(Why.BAD_PASSWORD);
        assertThat(denied.field()).contains("password");
    }

    @Test
    void passwordOfMoreThanItsLengthIsRefusedWithoutBeingHashed() {
        assertThat(why(auth.logIns.logIn("Ana", "x".repeat(257), here()))).isEqualTo(Why.BAD_PASSWORD);
        assertThat(why(auth.logIns.logIn("Ana", "x".repeat(2_000), here()))).isEqualTo(Why.BAD_PASSWORD);
        assertThat(why(auth.logIns.logIn("Ana", "🎉".repeat(256), here()))).isEqualTo(Why.WRONG_CREDENTIALS);
    }

    @Test
    void nameOfAnAccountOrOfSomebodyPresentIsTaken() {
        auth.signUp("Ana");
        auth.presentNames.put("bia", new UserId("u7"));

        Denied denied = denied(auth.logIns.signUp(wish("ANA"), here()));
        assertThat(denied.why()).isEqualTo(Why.NAME_TAKEN);
        assertThat(denied.suggestion()).contains(new UserName("ANA-2"));
        assertThat(why(auth.logIns.signUp(wish("Bia"), here()))).isEqualTo(Why.NAME_TAKEN);
        assertThat(why(auth.logIns.signUp(wish("1"), here()))).isEqualTo(Why.INVALID_NAME);
    }

    @Test
    void guestBecomesAnAccountAndStaysTheSameUser() {
        GuestTokens guests = new GuestTokens(auth.key);
        UserId id = new UserId("u7");
        String token = guests.issue(id, new UserName("Bia"));
        auth.presentNames.put("bia", id);
        auth.connected.put(id, new ArrayList<>(List.of(new Guest(id, new UserName("Bia")))));
        assertThat(auth.authenticator.guest(token)).isPresent();

        LogIns.Wish wish = new LogIns.Wish("Bia", PASSWORD, Optional.empty(), Optional.of(token));
        Grant grant = await(auth.logIns.signUp(wish, here()));

        assertThat(grant.account().id()).isEqualTo(id);
        assertThat(auth.authenticator.guest(token)).isEmpty();
        assertThat(why(auth.authenticator.identity(token, TestAuth.here().address())))
                .isEqualTo(Why.BAD_TOKEN);
        assertThat(auth.connected.get(id)).isEmpty();
        assertThat(why(auth.logIns.signUp(
                        new LogIns.Wish("Other", PASSWORD, Optional.empty(), Optional.of(token)), here())))
                .isEqualTo(Why.ALREADY_REGISTERED);
        assertThat(why(auth.logIns.signUp(
                        new LogIns.Wish("Other", PASSWORD, Optional.empty(), Optional.of("g1.x")), here())))
                .isEqualTo(Why.BAD_TOKEN);
    }

    @Test
    void signUpIsForThoseWhoAreInvitedOrForNobody() {
        with(new TestAuth(access -> access.withSignUp(SignUp.INVITE)));
        assertThat(why(auth.logIns.signUp(wish("Ana"), here()))).isEqualTo(Why.BAD_INVITE);
        assertThat(why(auth.logIns.signUp(invited("abcde"), here()))).isEqualTo(Why.BAD_INVITE);

        Accounts.Invite invite = await(auth.accounts.invite(new UserId("u0"), 1, Duration.ofDays(7)));
        assertThat(invite.toString()).doesNotContain(invite.code());
        assertThat(await(auth.logIns.signUp(invited(invite.code().toUpperCase(Locale.ROOT)), here()))
                        .account()
                        .name())
                .isEqualTo(new UserName("Ana"));
        assertThat(why(auth.logIns.signUp(invited(invite.code()), here()))).isEqualTo(Why.NAME_TAKEN);

        with(new TestAuth(access -> access.withSignUp(SignUp.OFF)));
        assertThat(why(auth.logIns.signUp(wish("Ana"), here()))).isEqualTo(Why.SIGN_UP_CLOSED);
        with(new TestAuth(access -> access.withWays(Set.of(Way.GUEST))));
        assertThat(why(auth.logIns.signUp(wish("Ana"), here()))).isEqualTo(Why.NOT_OFFERED);
        assertThat(why(auth.logIns.logIn("Ana", PASSWORD, here()))).isEqualTo(Why.NOT_OFFERED);
    }

    private static LogIns.Wish invited(String code) {
        return new LogIns.Wish("Ana", PASSWORD, Optional.of(code), Optional.empty());
    }

    @Test
    void inviteIsGoodUntilItsEnd() {
        with(new TestAuth(access -> access.withSignUp(SignUp.INVITE)));
        Accounts.Invite invite = await(auth.accounts.invite(new UserId("u0"), 1, Duration.ofDays(7)));
        auth.pass(Duration.ofDays(7));

        assertThat(why(auth.logIns.signUp(invited(invite.code()), here()))).isEqualTo(Why.BAD_INVITE);
        assertThat(await(auth.accounts.invites())).isEmpty();
    }

    @Test
    void asManyAccountsAsThereMayBe() {
        with(new TestAuth(access -> access.withAccountsMax(1)));
        auth.signUp("Ana");

        assertThat(why(auth.logIns.signUp(wish("Bia"), here()))).isEqualTo(Why.TOO_MANY_ACCOUNTS);
    }

    @Test
    void firstAdminComesWithTheCodeThatWasPrintedAndNoOther() {
        assertThat(auth.logIns.awaitsSetup()).isTrue();
        assertThat(why(auth.logIns.setUp("wrong", "Ana", PASSWORD, here()))).isEqualTo(Why.BAD_SETUP_CODE);

        Grant grant = await(auth.logIns.setUp(" " + auth.setup.shown(), "Ana", PASSWORD, here()));

        assertThat(grant.account().admin()).isTrue();
        assertThat(auth.logIns.awaitsSetup()).isFalse();
        assertThat(why(auth.logIns.setUp(auth.setup.shown(), "Bia", PASSWORD, here())))
                .isEqualTo(Why.ALREADY_SET_UP);
        assertThat(auth.setup.toString()).doesNotContain(auth.setup.shown());
        auth.accounts.erased(grant.account().id());
        assertThat(auth.logIns.awaitsSetup()).as("used up").isFalse();
    }

    @Test
    void refreshTokenGivesTheNextAccessToken() {
        Grant first = auth.signUp("Ana");
        auth.pass(Duration.ofMinutes(15));
        assertThat(why(auth.authenticator.account(first.accessToken()))).isEqualTo(Why.TOKEN_EXPIRED);

        Grant second = await(auth.logIns.refresh(first.refreshToken()));

        assertThat(auth.connect(second).id()).isEqualTo(first.account().id());
        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(second.account().device()).isEqualTo(first.account().device());
    }

    @Test
    void twoTabsRefreshAtOneMomentAndBothGoOn() {
        Grant first = auth.signUp("Ana");
        Grant one = await(auth.logIns.refresh(first.refreshToken()));
        Grant other = await(auth.logIns.refresh(first.refreshToken()));

        assertThat(other.refreshToken()).as("whichever cookie comes last").isEqualTo(one.refreshToken());
        auth.pass(Duration.ofMinutes(10));
        assertThat(await(auth.logIns.refresh(other.refreshToken()))).isNotNull();
    }

    @Test
    void stolenTokenLogsTheDeviceOutOnceBothHaveUsedIt() {
        Grant first = auth.signUp("Ana");
        auth.logIn("Ana");
        Grant thief = await(auth.logIns.refresh(first.refreshToken()));
        auth.connect(thief);
        auth.pass(Duration.ofMinutes(10));

        assertThat(why(auth.logIns.refresh(first.refreshToken()))).isEqualTo(Why.BAD_TOKEN);

        assertThat(why(auth.logIns.refresh(thief.refreshToken()))).isEqualTo(Why.BAD_TOKEN);
        assertThat(why(auth.authenticator.account(thief.accessToken()))).isEqualTo(Why.BAD_TOKEN);
        assertThat(auth.connected.get(first.account().id())).isEmpty();
        assertThat(await(auth.accounts.devices(first.account().id()))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "r1", "r1.abc.1.x", "a1.u1.abc.9999999999.x", "g1.u1.QW5h.x", "r1.é.1.x"})
    void whatIsNoRefreshTokenIsRefused(String token) {
        assertThat(why(auth.logIns.refresh(token))).isEqualTo(Why.BAD_TOKEN);
    }

    @Test
    void tokensOfOtherKindsOrKeysAreNoRefreshTokens() {
        Grant grant = auth.signUp("Ana");
        String other = new RefreshTokens(TokenKey.random())
                .issue(grant.account().device().orElseThrow(), 1);

        assertThat(why(auth.logIns.refresh(grant.accessToken()))).isEqualTo(Why.BAD_TOKEN);
        assertThat(why(auth.logIns.refresh(other))).isEqualTo(Why.BAD_TOKEN);
        assertThat(why(auth.authenticator.account(grant.refreshToken()))).isEqualTo(Why.BAD_TOKEN);
        assertThat(await(auth.logIns.refresh(grant.refreshToken()))).isNotNull();
    }

    @Test
    void logOutEndsTheDeviceAndItsConnections() {
        Grant one = auth.signUp("Ana");
        Grant other = auth.logIn("Ana");
        auth.connect(one);
        Account stays = auth.connect(other);

        await(auth.logIns.logOut(one.refreshToken()));
        await(auth.logIns.logOut("r1.nonsense"));

        assertThat(auth.connected.get(one.account().id())).containsExactly(stays);
        assertThat(why(auth.logIns.refresh(one.refreshToken()))).isEqualTo(Why.BAD_TOKEN);
        assertThat(why(auth.authenticator.account(one.accessToken()))).isEqualTo(Why.BAD_TOKEN);
        assertThat(await(auth.logIns.refresh(other.refreshToken()))).isNotNull();
    }

    @Test
    void deviceThatWasNotUsedForLongIsLoggedOut() {
        Grant grant = auth.signUp("Ana");
        auth.pass(Duration.ofDays(90).plusMillis(1));

        assertThat(why(auth.logIns.refresh(grant.refreshToken()))).isEqualTo(Why.BAD_TOKEN);
    }

    @Test
    void nothingOfAGrantIsShown() {
        Grant grant = auth.signUp("Ana");

        assertThat(grant.toString() + wish("Ana"))
                .doesNotContain(grant.accessToken())
                .doesNotContain(grant.refreshToken())
                .doesNotContain(PASSWORD);
    }
}
