package chat.load.drive;

import chat.load.socket.Upgrade;

/** How the clients of one event loop say things, and understand what they hear. On that loop only. */
interface Speech {
    /** What a client of this room asks for. */
    Upgrade upgrade(int room);

    /** A connection stands: says what is to be said first. */
    void opened(Client client);

    /** A message came, from {@code from} to before {@code to}. */
    void heard(Client client, byte[] bytes, int from, int to, long nowNanos);

    /** Writes a message as it is sent; returns its length. Time and number are read again by whoever hears it. */
    int write(byte[] out, Client sender, long time, int number);
}
