package chat.server.auth;

import static chat.server.auth.TestAuth.PASSWORD;
import static chat.server.auth.TestAuth.await;
import static chat.server.auth.TestAuth.here;
import static chat.server.auth.TestAuth.why;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.store.PasswordHash;
import chat.server.store.StoredAccount;
import chat.server.store.StoredDevice;
import chat.server.store.StoredInvite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What owners and administrators do with accounts. */
class AccountsTest {
    private static final String OTHER = "another password";

    private final TestAuth auth = new TestAuth();

    @AfterEach
    void close() {
        auth.close();
    }

    private static Password password(String text) {
        return Password.wished(text, "password", new UserName("Nobody"));
    }

    @Test
    void ownPasswordIsChangedAndOtherDevicesAreLoggedOut() {
        Grant here = auth.signUp("Ana");
        Grant elsewhere = auth.logIn("Ana");
        Account account = auth.connect(here);
        auth.connect(elsewhere);
        assertThat(why(auth.accounts.changePassword(account, "wrong password", password(OTHER), here().address())))
                .isEqualTo(Why.WRONG_CREDENTIALS);

        await(auth.accounts.changePassword(account, PASSWORD, password(OTHER), here().address()));

        assertThat(auth.connected.get(account.id())).containsExactly(account);
        assertThat(why(auth.logIns.refresh(elsewhere.refreshToken()))).isEqualTo(Why.BAD_TOKEN);
        assertThat(await(auth.logIns.refresh(here.refreshToken()))).isNotNull();
        assertThat(why(auth.logIns.logIn("Ana", PASSWORD, here()))).isEqualTo(Why.WRONG_CREDENTIALS);
        assertThat(await(auth.logIns.logIn("Ana", OTHER, here()))).isNotNull();
    }

    @Test
    void whoShowedAPasswordThatIsResetMeanwhileDoesNotComeIn() {
        Grant grant = auth.signUp("Ana");
        Account account = auth.connect(grant);
        PasswordHashing hashing = auth.services.passwords().hashing();
        PasswordHash reset = await(hashing.hash(password(OTHER)));
        // What is hashed first keeps those waiting who are held against the old password.
        List<CompletionStage<PasswordHash>> first = Stream.generate(() -> hashing.hash(password("busy busy")))
                .limit(8)
                .toList();
        CompletionStage<Grant> logIn = auth.logIns.logIn("Ana", PASSWORD, here());
        CompletionStage<Void> change =
                auth.accounts.changePassword(account, PASSWORD, password("mine again"), here().address());
        await(auth.store.setPassword(account.id(), Optional.empty(), reset, Optional.empty()));

        assertThat(why(logIn)).isEqualTo(Why.WRONG_CREDENTIALS);
        assertThat(why(change)).isEqualTo(Why.WRONG_CREDENTIALS);
        assertThat(await(auth.accounts.devices(account.id()))).isEmpty();
        assertThat(await(auth.logIns.logIn("Ana", OTHER, here()))).isNotNull();
        first.forEach(TestAuth::await);
    }

    @Test
    void resetPasswordLogsOutEverywhere() {
        Grant grant = auth.signUp("Ana");
        auth.connect(grant);

        await(auth.accounts.resetPassword(grant.account().id(), password(OTHER)));

        assertThat(auth.connected.get(grant.account().id())).isEmpty();
        assertThat(why(auth.logIns.refresh(grant.refreshToken()))).isEqualTo(Why.BAD_TOKEN);
        assertThat(await(auth.logIns.logIn("Ana", OTHER, here()))).isNotNull();
        assertThat(why(auth.accounts.resetPassword(new UserId("u9"), password(OTHER))))
                .isEqualTo(Why.NO_SUCH_USER);
    }

    @Test
    void onlyOnesOwnDevicesAreLoggedOut() {
        Grant ana = auth.signUp("Ana");
        Grant bia = auth.signUp("Bia");
        String device = bia.account().device().orElseThrow();

        assertThat(why(auth.accounts.logOut(ana.account().id(), device))).isEqualTo(Why.NO_SUCH_DEVICE);
        assertThat(await(auth.accounts.devices(bia.account().id())))
                .extracting(StoredDevice::id)
                .containsExactly(device);
        auth.logIn("Bia");
        auth.connect(bia);
        assertThat(await(auth.accounts.logOut(bia.account().id(), Optional.of(device))))
                .isEqualTo(1);
        assertThat(auth.connected.get(bia.account().id())).hasSize(1);
        assertThat(await(auth.accounts.logOut(bia.account().id(), Optional.empty())))
                .isEqualTo(1);
        assertThat(auth.connected.get(bia.account().id())).isEmpty();
    }

    @Test
    void adminIsMadeAndUnmadeButForTheLast() {
        StoredAccount ana = await(auth.accounts.create(new UserName("Ana"), true, password(PASSWORD)));
        StoredAccount bia = await(auth.accounts.create(new UserName("Bia"), false, password(PASSWORD)));
        assertThat(auth.index.hasAdmin()).isTrue();
        assertThat(why(auth.accounts.setAdmin(ana.id(), false))).isEqualTo(Why.LAST_ADMIN);

        await(auth.accounts.setAdmin(bia.id(), true));
        await(auth.accounts.setAdmin(ana.id(), false));

        assertThat(auth.logIn("Bia").account().admin()).isTrue();
        assertThat(auth.logIn("Ana").account().admin()).isFalse();
        assertThat(why(auth.accounts.setDisabled(bia.id(), true))).isEqualTo(Why.LAST_ADMIN);
        assertThat(why(auth.accounts.setDisabled(new UserId("u9"), true))).isEqualTo(Why.NO_SUCH_USER);
    }

    @Test
    void accountsAreListedByTheBeginningOfTheirNames() {
        for (String name : List.of("Ana", "ana-b", "Bia", "Ánna", "Anabela")) {
            await(auth.accounts.create(new UserName(name), false, password(PASSWORD)));
        }
        assertThat(names("AN", Optional.empty(), 10)).containsExactly("Ana", "ana-b", "Anabela");
        assertThat(names("an", Optional.of("ANA"), 10)).containsExactly("ana-b", "Anabela");
        assertThat(names("", Optional.empty(), 2)).containsExactly("Ana", "ana-b");
        assertThat(names("b", Optional.of("Ana"), 2)).containsExactly("Bia");
        assertThat(names("bia", Optional.of("Bia"), 2)).isEmpty();
        assertThat(names("z", Optional.empty(), 2)).isEmpty();
    }

    private List<String> names(String start, Optional<String> after, int limit) {
        return auth.accounts.list(start, after.map(UserName::new), limit).stream()
                .map(it -> it.name().value())
                .toList();
    }

    @Test
    void invitesAreListedAndTakenBack() {
        UserId ana = new UserId("u1");
        Accounts.Invite first = await(auth.accounts.invite(ana, 5, Duration.ofDays(1)));
        auth.pass(Duration.ofMinutes(1));
        Accounts.Invite second = await(auth.accounts.invite(ana, 1, Duration.ofDays(1)));

        assertThat(await(auth.accounts.invites()))
                .containsExactly(second.invite(), first.invite())
                .noneMatch(it -> it.toString().contains(first.code()));
        await(auth.accounts.removeInvite(first.invite().id()));
        assertThat(why(auth.accounts.removeInvite(first.invite().id()))).isEqualTo(Why.NO_SUCH_INVITE);
        assertThat(await(auth.accounts.invites()))
                .extracting(StoredInvite::usesLeft)
                .containsExactly(1);
    }

    @Test
    void erasedUserIsNobody() {
        Grant grant = auth.signUp("Ana");
        auth.connect(grant);

        auth.accounts.erased(grant.account().id());

        assertThat(auth.connected.get(grant.account().id())).isEmpty();
        assertThat(auth.index.isRegistered(new UserName("Ana"))).isFalse();
        assertThat(why(auth.authenticator.account(grant.accessToken()))).isEqualTo(Why.BAD_TOKEN);
    }
}
