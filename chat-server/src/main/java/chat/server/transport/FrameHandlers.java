package chat.server.transport;

import chat.server.session.Session;

/** Makes the last handler of a connection; {@code FrameHandler::new}, unless a test wants one that hands binary out. */
interface FrameHandlers {
    FrameHandler create(Shared shared, LoopLocal loop, WebSocketConnection connection, Session session);
}
