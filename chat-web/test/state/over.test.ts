import { describe, expect, it } from 'vitest';
import { goalsOf } from '../../src/state/over';
import { BIA, CAIO, ME, Page, posted } from './harness';

function inside(): Page {
  const page = new Page({ name: 'Ana', token: 't', rooms: ['lobby', 'jazz', 'samba'] }).connect();
  page.joinedOne('lobby', 0);
  return page.live();
}

function goals(page: Page): string[] {
  const { over } = page.state;
  return over.kind !== 'switcher'
    ? []
    : goalsOf(page.state, over).map((goal) => (goal.kind === 'room' ? goal.entry.title : `@${goal.user.name}`));
}

const typed = (query: string) => ({ type: 'goalSought', query }) as const;
const opened = { type: 'overOpened', what: 'switcher' } as const;

describe('the switcher', () => {
  it('offers other rooms first, before anything is typed', () => {
    expect(goals(inside().do(opened))).toEqual(['jazz', 'samba']);
  });

  it('offers what begins with what was typed before what contains it', () => {
    const page = inside().do({ type: 'roomChosen', room: 'bazar' }, { type: 'roomChosen', room: 'lobby' }, opened);
    expect(goals(page.do(typed('ba')))).toEqual(['bazar', 'samba']);
  });

  it('knows the people of one’s rooms, and asks for others', () => {
    const page = inside().do(opened, typed('b'));
    expect(goals(page)).toContain('@Bia');
    const { id, query } = page.lastSaid('findUsers');
    expect(query).toBe('b');
    page.hear({ type: 'foundUsers', id, users: [{ ...CAIO, name: 'Bob' }, ME] });
    expect(goals(page)).toEqual(['@Bia', '@Bob', 'samba']);
  });

  it('does not let a late answer undo what was typed since', () => {
    const page = inside().do(opened, typed('x'));
    const { id } = page.lastSaid('findUsers');
    page.do(typed('b')).hear({ type: 'foundUsers', id, users: [{ ...CAIO, name: 'Bx' }] });
    expect(goals(page)).not.toContain('@Bx');
  });

  it('asks nobody without a connection', () => {
    const page = inside().lose();
    page.take('findUsers');
    page.do(opened, typed('ja'));
    expect(page.take('findUsers')).toEqual([]);
    expect(goals(page)).toEqual(['jazz']);
  });

  it('leads to a conversation with somebody', () => {
    const page = inside().do(opened, { type: 'personChosen', user: BIA });
    expect(page.state.over.kind).toBe('none');
    expect(page.lastSaid('direct').users).toEqual([BIA.id]);
    page.hear({
      type: 'roomCreated',
      id: page.lastSaid('direct').id,
      room: '~d1',
      title: 'Bia',
      created: true,
    } as never);
    expect(page.state.active).toBe('~d1');
    expect(page.state.side.kind).toBe('none');
  });
});

describe('the next room', () => {
  const step = (by: 1 | -1, unreadOnly = false) => ({ type: 'neighbourWanted', step: by, unreadOnly }) as const;

  it('is the next in the list, and after the last the first', () => {
    const page = inside().do({ type: 'roomChosen', room: 'jazz' });
    const visited = [1, 1, 1].map(() => page.do(step(1)).state.active);
    expect(visited).toEqual(['lobby', 'samba', 'jazz']);
    expect(page.do(step(-1)).state.active).toBe('samba');
  });

  it('is one where something is unread, if that is wished', () => {
    const page = inside().do({ type: 'roomChosen', room: 'samba' });
    expect(page.do(step(1, true)).state.active).toBe('samba');
    page.hear(posted(1));
    expect(page.do(step(-1, true)).state.active).toBe('lobby');
  });
});
