package chat.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.store.AccountStore.Added;
import chat.server.store.AccountStore.Changed;
import chat.server.store.AccountStore.Credentials;
import chat.server.store.AccountStore.Rotated;
import chat.server.store.AccountStore.Terms;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AccountStore} does. */
public abstract class AccountStoreContract {
    private static final long AT = 1_800_000_000_000L;
    private static final UserId ANA = new UserId("u1");
    private static final UserId BIA = new UserId("u2");
    private static final PasswordHash HASH = new PasswordHash("$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA");
    private static final PasswordHash OTHER_HASH = new PasswordHash("$argon2id$other");
    private static final Terms OPEN = new Terms.Open();
    private static final int MAX = 1_000;

    private AccountStore store;

    /** A store without an account. */
    protected abstract AccountStore open() throws Exception;

    /** What was opened is needed no more. */
    protected abstract void close();

    @BeforeEach
    final void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    final void closeStore() {
        close();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static NewAccount account(UserId id, String name) {
        return new NewAccount(id, new UserName(name), false, new NewAccount.Password(HASH), AT);
    }

    private static NewAccount admin(UserId id, String name) {
        return new NewAccount(id, new UserName(name), true, new NewAccount.Password(HASH), AT);
    }

    private static NewAccount external(UserId id, String name, String subject) {
        ExternalId external = new ExternalId("https://id.example", subject);
        return new NewAccount(id, new UserName(name), false, new NewAccount.External(external), AT);
    }

    private Added add(NewAccount account) {
        return await(store.add(account, OPEN, MAX));
    }

    private static StoredDevice device(UserId user, String id, long usedAt) {
        return new StoredDevice(id, user, "Firefox on Linux", usedAt, usedAt, 1);
    }

    private Optional<List<String>> log(StoredDevice device) {
        return await(store.addDevice(device, Optional.empty(), 0));
    }

    @Test
    void accountIsFoundByItsIdAndByAnySpellingOfItsName() {
        assertThat(add(account(ANA, "Ana Maria"))).isEqualTo(Added.ADDED);

        StoredAccount stored = new StoredAccount(ANA, new UserName("Ana Maria"), false, false, AT);
        assertThat(await(store.accounts())).containsExactly(stored);
        assertThat(await(store.account(ANA))).contains(new Credentials(stored, Optional.of(HASH)));
        assertThat(await(store.named(new UserName("ANA MARIA")))).contains(new Credentials(stored, Optional.of(HASH)));
        assertThat(await(store.account(BIA))).isEmpty();
        assertThat(await(store.named(new UserName("Ana")))).isEmpty();
    }

    @Test
    void namesIdsAndPersonsHaveOneAccountEach() {
        add(account(ANA, "Ana"));
        add(external(BIA, "Bia", "s1"));

        assertThat(add(account(new UserId("u3"), "ANA"))).isEqualTo(Added.NAME_TAKEN);
        assertThat(add(account(ANA, "Other"))).isEqualTo(Added.ID_TAKEN);
        assertThat(add(external(new UserId("u3"), "Other", "s1"))).isEqualTo(Added.EXTERNAL_TAKEN);
        assertThat(await(store.add(account(new UserId("u3"), "Cid"), OPEN, 2))).isEqualTo(Added.FULL);
        assertThat(await(store.accounts())).hasSize(2);
    }

    @Test
    void externalPersonIsFoundAndHasNoPassword() {
        add(external(BIA, "Bia", "s1"));

        assertThat(await(store.external(new ExternalId("https://id.example", "s1"))))
                .map(StoredAccount::id)
                .contains(BIA);
        assertThat(await(store.external(new ExternalId("https://id.example", "s2"))))
                .isEmpty();
        assertThat(await(store.external(new ExternalId("https://other.example", "s1"))))
                .isEmpty();
        assertThat(await(store.account(BIA)).orElseThrow().password()).isEmpty();
    }

    @Test
    void firstAdminIsTheOnlyOneMadeSo() {
        add(account(BIA, "Bia"));

        assertThat(await(store.add(admin(ANA, "Ana"), new Terms.First(), MAX))).isEqualTo(Added.ADDED);
        assertThat(await(store.add(admin(new UserId("u3"), "Cid"), new Terms.First(), MAX)))
                .isEqualTo(Added.NOT_FIRST);
    }

    @Test
    void inviteIsGoodForSoManyAndUntilThen() {
        StoredInvite invite = new StoredInvite("i1", ANA, AT, AT + 10, 2);
        assertThat(await(store.addInvite(invite, "hash"))).isTrue();
        Terms invited = new Terms.Invited("hash");

        assertThat(await(store.add(account(ANA, "Ana"), new Terms.Invited("other"), MAX)))
                .isEqualTo(Added.NO_INVITE);
        assertThat(await(store.add(account(ANA, "Ana"), invited, MAX))).isEqualTo(Added.ADDED);
        assertThat(await(store.add(account(BIA, "ana"), invited, MAX)))
                .as("not used up by what fails")
                .isEqualTo(Added.NAME_TAKEN);
        assertThat(await(store.invites(AT))).containsExactly(new StoredInvite("i1", ANA, AT, AT + 10, 1));
        assertThat(await(store.add(account(BIA, "Bia"), invited, MAX))).isEqualTo(Added.ADDED);
        assertThat(await(store.invites(AT))).isEmpty();
        assertThat(await(store.add(account(new UserId("u3"), "Cid"), invited, MAX)))
                .isEqualTo(Added.NO_INVITE);
    }

    @Test
    void inviteThatExpiredOrWasTakenBackIsNone() {
        await(store.addInvite(new StoredInvite("i1", ANA, AT - 10, AT, 1), "late"));
        assertThat(await(store.add(account(ANA, "Ana"), new Terms.Invited("late"), MAX)))
                .isEqualTo(Added.NO_INVITE);
        await(store.addInvite(new StoredInvite("i2", ANA, AT, AT + 10, 1), "back"));
        await(store.addInvite(new StoredInvite("i3", ANA, AT + 1, AT + 10, 1), "stays"));
        assertThat(await(store.invites(AT))).extracting(StoredInvite::id).containsExactly("i3", "i2");

        assertThat(await(store.removeInvite("i2"))).isTrue();
        assertThat(await(store.removeInvite("i2"))).isFalse();
        assertThat(await(store.add(account(ANA, "Ana"), new Terms.Invited("back"), MAX)))
                .isEqualTo(Added.NO_INVITE);
        assertThat(await(store.add(account(ANA, "Ana"), new Terms.Invited("stays"), MAX)))
                .isEqualTo(Added.ADDED);
    }

    @Test
    void invitesAreBoundedAndExpiredOnesMakeRoom() {
        for (int i = 0; i < AccountStore.INVITES_MAX; i++) {
            assertThat(await(store.addInvite(new StoredInvite("i" + i, ANA, AT, AT + 10, 1), "h" + i)))
                    .isTrue();
        }
        assertThat(await(store.addInvite(new StoredInvite("one", ANA, AT + 9, AT + 20, 1), "one")))
                .isFalse();
        assertThat(await(store.addInvite(new StoredInvite("one", ANA, AT + 10, AT + 20, 1), "one")))
                .isTrue();
        assertThat(await(store.invites(AT))).hasSize(1);
    }

    @Test
    void passwordAndAdminAreChanged() {
        add(account(ANA, "Ana"));

        assertThat(await(store.setPassword(ANA, Optional.empty(), OTHER_HASH, Optional.empty())))
                .isEqualTo(Changed.CHANGED);
        assertThat(await(store.setAdmin(ANA, true))).isEqualTo(Changed.CHANGED);

        Credentials ana = await(store.account(ANA)).orElseThrow();
        assertThat(ana.password()).contains(OTHER_HASH);
        assertThat(ana.account().admin()).isTrue();
        assertThat(await(store.setPassword(BIA, Optional.empty(), HASH, Optional.empty())))
                .isEqualTo(Changed.NO_SUCH_ACCOUNT);
        assertThat(await(store.setAdmin(BIA, true))).isEqualTo(Changed.NO_SUCH_ACCOUNT);
        assertThat(await(store.setDisabled(BIA, true))).isEqualTo(Changed.NO_SUCH_ACCOUNT);
    }

    @Test
    void otherPasswordLogsDevicesOutAtOnce() {
        add(account(ANA, "Ana"));
        add(account(BIA, "Bia"));
        IntStream.range(0, 3).forEach(i -> log(device(ANA, "d" + i, AT + i)));
        log(device(BIA, "other", AT));

        assertThat(await(store.setPassword(ANA, Optional.of(HASH), OTHER_HASH, Optional.of("d1"))))
                .isEqualTo(Changed.CHANGED);
        assertThat(await(store.devices(ANA))).extracting(StoredDevice::id).containsExactly("d1");
        assertThat(await(store.setPassword(ANA, Optional.empty(), HASH, Optional.empty())))
                .isEqualTo(Changed.CHANGED);
        assertThat(await(store.devices(ANA))).isEmpty();
        assertThat(await(store.devices(BIA))).hasSize(1);
    }

    @Test
    void passwordThatWasShownBeforeItWasChangedDoesNothing() {
        add(account(ANA, "Ana"));
        add(external(BIA, "Bia", "s1"));
        await(store.setPassword(ANA, Optional.of(HASH), OTHER_HASH, Optional.empty()));
        log(device(ANA, "d1", AT));

        PasswordHash wished = new PasswordHash("$argon2id$wished");
        assertThat(await(store.setPassword(ANA, Optional.of(HASH), wished, Optional.empty())))
                .isEqualTo(Changed.OTHER_PASSWORD);
        assertThat(await(store.setPassword(BIA, Optional.of(HASH), wished, Optional.empty())))
                .isEqualTo(Changed.OTHER_PASSWORD);
        assertThat(await(store.addDevice(device(ANA, "d2", AT), Optional.of(HASH), 0)))
                .isEmpty();
        assertThat(await(store.account(ANA)).orElseThrow().password()).contains(OTHER_HASH);
        assertThat(await(store.devices(ANA))).extracting(StoredDevice::id).containsExactly("d1");
        assertThat(await(store.addDevice(device(ANA, "d2", AT), Optional.of(OTHER_HASH), 0)))
                .isPresent();
    }

    @Test
    void nobodyLogsInToADisabledAccount() {
        add(account(ANA, "Ana"));
        await(store.setDisabled(ANA, true));

        assertThat(log(device(ANA, "d1", AT))).isEmpty();
        await(store.setDisabled(ANA, false));
        assertThat(await(store.devices(ANA))).isEmpty();
        assertThat(log(device(ANA, "d1", AT))).isPresent();
    }

    @Test
    void oneAdminIsLeftWhoMayComeIn() {
        add(admin(ANA, "Ana"));
        add(admin(BIA, "Bia"));
        assertThat(await(store.setDisabled(BIA, true))).isEqualTo(Changed.CHANGED);

        assertThat(await(store.setAdmin(ANA, false))).isEqualTo(Changed.LAST_ADMIN);
        assertThat(await(store.setDisabled(ANA, true))).isEqualTo(Changed.LAST_ADMIN);
        assertThat(await(store.setAdmin(BIA, false))).isEqualTo(Changed.CHANGED);
        assertThat(await(store.account(ANA)).orElseThrow().account().disabled()).isFalse();
    }

    @Test
    void disabledAccountLosesItsDevices() {
        add(account(ANA, "Ana"));
        add(account(BIA, "Bia"));
        log(device(ANA, "d1", AT));
        log(device(BIA, "d2", AT));

        assertThat(await(store.setDisabled(ANA, true))).isEqualTo(Changed.CHANGED);

        assertThat(await(store.account(ANA)).orElseThrow().account().disabled()).isTrue();
        assertThat(await(store.devices(ANA))).isEmpty();
        assertThat(await(store.devices(BIA))).hasSize(1);
        await(store.setDisabled(ANA, false));
        assertThat(await(store.account(ANA)).orElseThrow().account().disabled()).isFalse();
    }

    @Test
    void devicesBelongToOneAccount() {
        add(account(ANA, "Ana"));
        add(account(BIA, "Bia"));
        assertThat(log(device(ANA, "d1", AT))).contains(List.of());
        log(device(ANA, "d2", AT + 5));
        assertThat(log(device(new UserId("u3"), "d3", AT))).isEmpty();

        assertThat(await(store.devices(ANA))).containsExactly(device(ANA, "d2", AT + 5), device(ANA, "d1", AT));
        assertThat(await(store.device(ANA, "d1"))).contains(device(ANA, "d1", AT));
        assertThat(await(store.device(BIA, "d1"))).isEmpty();
        assertThat(await(store.removeDevice(BIA, "d1"))).isFalse();
        assertThat(await(store.removeDevice(ANA, "d1"))).isTrue();
        assertThat(await(store.device(ANA, "d1"))).isEmpty();
    }

    @Test
    void allDevicesButOneAreRemoved() {
        add(account(ANA, "Ana"));
        add(account(BIA, "Bia"));
        IntStream.range(0, 4).forEach(i -> log(device(ANA, "d" + i, AT + i)));
        log(device(BIA, "other", AT));

        assertThat(await(store.removeDevices(ANA, Optional.of("d2")))).isEqualTo(3);
        assertThat(await(store.devices(ANA))).extracting(StoredDevice::id).containsExactly("d2");
        assertThat(await(store.removeDevices(ANA, Optional.empty()))).isEqualTo(1);
        assertThat(await(store.devices(BIA))).hasSize(1);
    }

    @Test
    void devicesAreBoundedAndTheUnusedGoFirst() {
        add(account(ANA, "Ana"));
        IntStream.range(0, AccountStore.DEVICES_MAX).forEach(i -> log(device(ANA, "d" + i, AT + i)));

        assertThat(log(device(ANA, "more", AT + 1_000))).contains(List.of("d0"));
        assertThat(await(store.devices(ANA)))
                .hasSize(AccountStore.DEVICES_MAX)
                .extracting(StoredDevice::id)
                .doesNotContain("d0")
                .contains("more", "d1");
        assertThat(await(store.addDevice(device(ANA, "last", AT + 2_000), Optional.empty(), AT + 999)))
                .hasValueSatisfying(gone -> assertThat(gone).hasSize(AccountStore.DEVICES_MAX - 1));
        assertThat(await(store.devices(ANA))).extracting(StoredDevice::id).containsExactly("last", "more");
    }

    private Rotated rotate(String device, long generation, long at) {
        return await(store.rotate(device, generation, at, 0));
    }

    private static long generation(Rotated rotated) {
        assertThat(rotated).isInstanceOf(Rotated.To.class);
        return ((Rotated.To) rotated).device().generation();
    }

    @Test
    void tokenGivesWayToTheNextAndTheOneBeforeIsGoodAMomentLonger() {
        add(account(ANA, "Ana"));
        log(device(ANA, "d1", AT));

        assertThat(generation(rotate("d1", 1, AT + 1_000))).isEqualTo(2);
        assertThat(await(store.device(ANA, "d1")).orElseThrow().usedAt()).isEqualTo(AT + 1_000);
        assertThat(generation(rotate("d1", 1, AT + 1_000 + AccountStore.GRACE_MILLIS)))
                .as("the other tab gets the same")
                .isEqualTo(2);
        assertThat(generation(rotate("d1", 2, AT + 50_000))).isEqualTo(3);
        assertThat(generation(rotate("d1", 2, AT + 50_001))).isEqualTo(3);
    }

    @Test
    void tokenThatIsUsedAgainLaterLogsTheDeviceOut() {
        add(account(ANA, "Ana"));
        log(device(ANA, "d1", AT));
        log(device(ANA, "d2", AT));
        rotate("d1", 1, AT + 1_000);

        assertThat(rotate("d1", 1, AT + 1_001 + AccountStore.GRACE_MILLIS)).isInstanceOf(Rotated.Reused.class);
        assertThat(rotate("d1", 2, AT + 40_000)).isEqualTo(new Rotated.Gone());
        assertThat(await(store.devices(ANA))).extracting(StoredDevice::id).containsExactly("d2");
    }

    @Test
    void tokenOfTwoBeforeLogsTheDeviceOutAtOnce() {
        add(account(ANA, "Ana"));
        log(device(ANA, "d1", AT));
        rotate("d1", 1, AT + 1);
        rotate("d1", 2, AT + 2);

        assertThat(rotate("d1", 1, AT + 3))
                .isInstanceOfSatisfying(
                        Rotated.Reused.class,
                        reused -> assertThat(reused.device().user()).isEqualTo(ANA));
        assertThat(await(store.device(ANA, "d1"))).isEmpty();
    }

    @Test
    void tokenFromBeforeARestoredBackupIsGood() {
        add(account(ANA, "Ana"));
        log(device(ANA, "d1", AT));

        assertThat(generation(rotate("d1", 7, AT + 1))).isEqualTo(8);
        assertThat(generation(rotate("d1", 8, AT + 2))).isEqualTo(9);
    }

    @Test
    void unusedOrUnknownDeviceIsGone() {
        add(account(ANA, "Ana"));
        log(device(ANA, "d1", AT));

        assertThat(rotate("d9", 1, AT)).isEqualTo(new Rotated.Gone());
        assertThat(await(store.rotate("d1", 1, AT + 1_000, AT))).isEqualTo(new Rotated.Gone());
        assertThat(await(store.device(ANA, "d1"))).isEmpty();
    }
}
