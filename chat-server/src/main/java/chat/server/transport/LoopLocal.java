package chat.server.transport;

/** What the connections of one event loop have in common; no other thread touches it. */
record LoopLocal(Watch watch, Deflation deflation) {}
