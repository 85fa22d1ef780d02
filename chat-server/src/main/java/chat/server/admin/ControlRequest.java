package chat.server.admin;

import chat.server.config.Arguments;

/** What a command asks of the server that runs. */
record ControlRequest(String command, Arguments arguments) {}
