package chat.server.transport;

import chat.server.session.Client;

/** What the accepted upgrade request settled. */
record Upgrade(Client client, boolean compresses) {}
