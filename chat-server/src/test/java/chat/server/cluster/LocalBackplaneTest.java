package chat.server.cluster;

class LocalBackplaneTest extends BackplaneContract {
    @Override
    Backplane open() {
        return new LocalBackplane();
    }

    @Override
    void settle() {
        // Nothing is ever on its way.
    }
}
