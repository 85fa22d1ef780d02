package chat.server.config;

/** How the network is read and written. */
public enum NetworkTransport {
    /** epoll where it is available, NIO otherwise. */
    AUTO,
    /** Linux epoll, or no start. */
    EPOLL,
    /** The JDK's own. */
    NIO
}
