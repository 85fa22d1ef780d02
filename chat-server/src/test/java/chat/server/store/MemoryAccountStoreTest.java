package chat.server.store;

class MemoryAccountStoreTest extends AccountStoreContract {
    @Override
    protected AccountStore open() {
        return new MemoryAccountStore();
    }

    @Override
    protected void close() {
        // Nothing is held.
    }
}
