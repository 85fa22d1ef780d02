// What one says, all get, the sender too: a loop over the server's clients, as the documentation of ws has it.
//
//   node relay.mjs PORT [compressed]     PORT 0 takes any free one; the address is printed

import { WebSocket, WebSocketServer } from 'ws';

const [port, mode] = process.argv.slice(2);
const relay = new WebSocketServer({
  host: '127.0.0.1',
  port: Number(port),
  perMessageDeflate: mode === 'compressed',
});

relay.on('connection', (socket) => {
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, binary) => {
    for (const client of relay.clients) {
      if (client.readyState === WebSocket.OPEN) client.send(data, { binary });
    }
  });
});

relay.on('listening', () => console.log(`The relay is at ws://127.0.0.1:${relay.address().port}/`));
