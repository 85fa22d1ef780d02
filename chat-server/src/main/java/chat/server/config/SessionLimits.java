package chat.server.config;

import chat.server.config.ServerConfig.PlainStyle;

/**
 * What connections, users, addresses and rooms may do and take.
 *
 * @param plainStyle how plain clients that say nothing about it are spoken to
 * @param commandsUnansweredMax with so many requests in work a connection is not read
 * @param rateLimit false lifts every rate
 * @param commandsPerSecond whatever it is that a connection says; ten times as many at once
 * @param sendBurst so many sends of one user at once, then {@code sendsPerSecond}
 * @param usersPerAddress one address may do what so many users may together; 0: any number
 * @param usersPerRoom a room takes what so many users may send together; 0: any number
 * @param leftGraceMillis {@code left} is announced so long after the last connection of a user went
 */
public record SessionLimits(
        PlainStyle plainStyle,
        int helloMillisMax,
        int commandsUnansweredMax,
        boolean rateLimit,
        int commandsPerSecond,
        int sendBurst,
        int sendsPerSecond,
        int usersPerAddress,
        int usersPerRoom,
        int leftGraceMillis) {
    public SessionLimits withPlainStyle(PlainStyle value) {
        return new SessionLimits(
                value,
                helloMillisMax,
                commandsUnansweredMax,
                rateLimit,
                commandsPerSecond,
                sendBurst,
                sendsPerSecond,
                usersPerAddress,
                usersPerRoom,
                leftGraceMillis);
    }

    public SessionLimits withHelloMillisMax(int value) {
        return new SessionLimits(
                plainStyle,
                value,
                commandsUnansweredMax,
                rateLimit,
                commandsPerSecond,
                sendBurst,
                sendsPerSecond,
                usersPerAddress,
                usersPerRoom,
                leftGraceMillis);
    }

    public SessionLimits withCommandsUnansweredMax(int value) {
        return new SessionLimits(
                plainStyle,
                helloMillisMax,
                value,
                rateLimit,
                commandsPerSecond,
                sendBurst,
                sendsPerSecond,
                usersPerAddress,
                usersPerRoom,
                leftGraceMillis);
    }

    public SessionLimits withRateLimit(boolean value) {
        return new SessionLimits(
                plainStyle,
                helloMillisMax,
                commandsUnansweredMax,
                value,
                commandsPerSecond,
                sendBurst,
                sendsPerSecond,
                usersPerAddress,
                usersPerRoom,
                leftGraceMillis);
    }

    public SessionLimits withCommandsPerSecond(int value) {
        return new SessionLimits(
                plainStyle,
                helloMillisMax,
                commandsUnansweredMax,
                rateLimit,
                value,
                sendBurst,
                sendsPerSecond,
                usersPerAddress,
                usersPerRoom,
                leftGraceMillis);
    }

    public SessionLimits withSendBurst(int value) {
        return new SessionLimits(
                plainStyle,
                helloMillisMax,
                commandsUnansweredMax,
                rateLimit,
                commandsPerSecond,
                value,
                sendsPerSecond,
                usersPerAddress,
                usersPerRoom,
                leftGraceMillis);
    }

    public SessionLimits withSendsPerSecond(int value) {
        return new SessionLimits(
                plainStyle,
                helloMillisMax,
                commandsUnansweredMax,
                rateLimit,
                commandsPerSecond,
                sendBurst,
                value,
                usersPerAddress,
                usersPerRoom,
                leftGraceMillis);
    }

    public SessionLimits withUsersPerAddress(int value) {
        return new SessionLimits(
                plainStyle,
                helloMillisMax,
                commandsUnansweredMax,
                rateLimit,
                commandsPerSecond,
                sendBurst,
                sendsPerSecond,
                value,
                usersPerRoom,
                leftGraceMillis);
    }

    public SessionLimits withUsersPerRoom(int value) {
        return new SessionLimits(
                plainStyle,
                helloMillisMax,
                commandsUnansweredMax,
                rateLimit,
                commandsPerSecond,
                sendBurst,
                sendsPerSecond,
                usersPerAddress,
                value,
                leftGraceMillis);
    }

    public SessionLimits withLeftGraceMillis(int value) {
        return new SessionLimits(
                plainStyle,
                helloMillisMax,
                commandsUnansweredMax,
                rateLimit,
                commandsPerSecond,
                sendBurst,
                sendsPerSecond,
                usersPerAddress,
                usersPerRoom,
                value);
    }
}
