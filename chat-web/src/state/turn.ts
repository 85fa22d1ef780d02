import type { ClientMessage } from '../protocol/messages';
import type { Call, Effect, Request, Room, State } from './model';

/** One action being worked through: collects the new state and what has to be done. Pure, seen from outside. */
export class Turn {
  state: State;
  readonly now: number;
  readonly random: number;
  readonly #effects: Effect[] = [];

  constructor(state: State, { now, random }: { readonly now: number; readonly random: number }) {
    this.state = state;
    this.now = now;
    this.random = random;
  }

  get effects(): readonly Effect[] {
    return this.#effects;
  }

  patch(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
  }

  room(name: string): Room | undefined {
    return this.state.rooms.get(name);
  }

  putRoom(room: Room): void {
    this.patch({ rooms: new Map(this.state.rooms).set(room.name, room) });
  }

  /** Changes a room that may be gone by now, because its user left while an answer was under way. */
  patchRoom(name: string, change: (room: Room) => Partial<Room>): void {
    const room = this.room(name);
    if (room !== undefined) {
      this.putRoom({ ...room, ...change(room) });
    }
  }

  dropRoom(name: string): void {
    const rooms = new Map(this.state.rooms);
    rooms.delete(name);
    this.patch({ rooms });
  }

  effect(effect: Effect): void {
    this.#effects.push(effect);
  }

  /** Asks something over HTTP. */
  call(call: Call): void {
    this.effect({ do: 'call', call });
  }

  /** Says something that needs no answer. */
  say(message: ClientMessage): void {
    this.effect({ do: 'say', message });
  }

  /** Says something whose answer, good or bad, will be told apart by its id. */
  ask(request: Request, message: ClientMessage): void {
    const { type, ...rest } = message;
    const id = this.state.nextId;
    this.patch({ nextId: id + 1, requests: new Map(this.state.requests).set(id, request) });
    this.say({ type, id, ...rest } as ClientMessage);
  }

  /** The request that an answer belongs to; each is answered once. */
  answered(id: number | undefined): Request | undefined {
    const request = id === undefined ? undefined : this.state.requests.get(id);
    if (id !== undefined && request !== undefined) {
      const requests = new Map(this.state.requests);
      requests.delete(id);
      this.patch({ requests });
    }
    return request;
  }

  isAsked(matches: (request: Request) => boolean): boolean {
    return [...this.state.requests.values()].some(matches);
  }
}
