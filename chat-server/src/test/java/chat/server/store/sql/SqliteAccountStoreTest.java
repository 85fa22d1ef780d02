package chat.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.metrics.ServerMetrics;
import chat.server.store.AccountStore;
import chat.server.store.AccountStoreContract;
import chat.server.store.NewAccount;
import chat.server.store.PasswordHash;
import chat.server.store.StoredAccount;
import chat.server.store.StoredDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAccountStoreTest extends AccountStoreContract {
    private static final UserId ANA = new UserId("u1");

    @TempDir
    private Path dir;

    private SqlMessageStore store;

    @Override
    protected AccountStore open() throws IOException {
        store = SqliteStore.open(dir, InstantSource.system(), new ServerMetrics());
        return store.accounts();
    }

    @Override
    protected void close() {
        store.close();
    }

    private AccountStore withAna() throws IOException {
        AccountStore accounts = store.accounts();
        NewAccount.Password password = new NewAccount.Password(new PasswordHash("$argon2id$"));
        KeptStore.await(accounts.add(
                new NewAccount(ANA, new UserName("Ana"), true, password, 5), new AccountStore.Terms.Open(), 9));
        KeptStore.await(accounts.addDevice(new StoredDevice("d1", ANA, "a device", 5, 5, 1), Optional.empty(), 0));
        return accounts;
    }

    @Test
    void accountsSurviveARestart() throws IOException {
        withAna();
        close();

        AccountStore again = open();

        assertThat(KeptStore.await(again.accounts()))
                .containsExactly(new StoredAccount(ANA, new UserName("Ana"), true, false, 5));
        assertThat(KeptStore.await(again.devices(ANA))).hasSize(1);
    }

    @Test
    void erasedUserHasNoAccount() throws Exception {
        try (KeptStore kept = new KeptStore(
                clock -> SqliteStore.open(dir.resolve("kept"), clock, new ServerMetrics()),
                () -> Inspection.ofSqlite(dir.resolve("kept")))) {
            store.close();
            store = kept.store();
            AccountStore accounts = withAna();

            Upkeep.Erased erased = kept.upkeep().erase(ANA, KeptStore.NO_MATTER);

            assertThat(erased.account()).isTrue();
            assertThat(kept.upkeep().rebuilt(KeptStore.NO_MATTER)).isTrue();
            assertThat(KeptStore.await(accounts.accounts())).isEmpty();
            assertThat(KeptStore.await(accounts.devices(ANA))).isEmpty();
            assertThat(kept.upkeep().erase(ANA, KeptStore.NO_MATTER).isNothing())
                    .isTrue();
        }
    }
}
