package chat.server.session;

/** Begins the life of a connection; called by transport on the channel's event loop, right after the upgrade. */
public interface SessionFactory {
    /** A session for this connection. */
    Session open(Connection connection, Client client);
}
