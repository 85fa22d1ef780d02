import type { Person } from './person';

/** Posts so many lines in a room, as somebody on a terminal would. */
export async function post(person: Person, lines: number, room = 'lobby'): Promise<void> {
  await person.page.evaluate(
    ({ lines: count, room: name }) =>
      new Promise<void>((done) => {
        const socket = new WebSocket(`ws://${location.host}/ws?name=terminal&room=${name}`);
        socket.onopen = () => {
          for (let i = 1; i <= count; i++) {
            socket.send(`linha ${i}`);
          }
          socket.close();
        };
        socket.onclose = () => done();
      }),
    { lines, room },
  );
}
