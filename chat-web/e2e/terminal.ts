import type { Person } from './person';

/** Posts so many lines in the lobby, as somebody on a terminal would. */
export async function post(person: Person, lines: number): Promise<void> {
  await person.page.evaluate(
    (count) =>
      new Promise<void>((done) => {
        const socket = new WebSocket(`ws://${location.host}/ws?name=terminal`);
        socket.onopen = () => {
          for (let i = 1; i <= count; i++) {
            socket.send(`linha ${i}`);
          }
          socket.close();
        };
        socket.onclose = () => done();
      }),
    lines,
  );
}
