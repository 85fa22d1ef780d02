import { describe, expect, it } from 'vitest';
import { parseChoices } from '../../src/app/choices';
import { choiceOf } from '../../src/state/choices';
import { filtered, inOrder, roomList } from '../../src/state/select-rooms';
import { CHOICES_MAX, CHOICES_OWNERS_MAX, USUAL_CHOICE } from '../../src/state/settings';
import { BIA, ME, Page } from './harness';

const inside = () => new Page({ name: 'Ana', token: 't', rooms: ['lobby', 'jazz', 'ação'] }).connect();

const favour = (room: string) => ({ type: 'roomChoiceChanged', room, change: { favourite: true } }) as const;

describe('a choice', () => {
  it('puts a room on top, once', () => {
    const page = inside().do(favour('lobby'));
    const list = roomList(page.state);
    expect(list.favourites.map(({ name }) => name)).toEqual(['lobby']);
    expect(list.open.map(({ name }) => name)).toEqual(['ação', 'jazz']);
    expect(inOrder(list)[0]?.name).toBe('lobby');
  });

  it('is the user’s, and nobody else’s', () => {
    const page = inside().do(favour('lobby'));
    page.lose().do({ type: 'signedOut' });
    expect(page.state.choices.size).toBe(0);
    page.do({ type: 'nameChosen', name: 'Bia' }).connect(BIA);
    expect(choiceOf(page.state, 'lobby')).toEqual(USUAL_CHOICE);
  });

  it('is forgotten with a guest who is let go, and with a user who is not inside yet', () => {
    const banned = inside().do(favour('lobby'), { type: 'linkChanged', link: { kind: 'refused', code: 4003 } });
    expect(banned.state.choices.size).toBe(0);
    const { choices } = inside().do(favour('lobby')).state;
    const entering = new Page({ name: ME.name, token: 't', user: ME.id }).do({ type: 'choicesRead', choices });
    expect(entering.do({ type: 'started' }, { type: 'signedOut' }).state.choices.size).toBe(0);
    expect(entering.effects).toContainEqual({ do: 'forget', owner: ME.id });
  });

  it('that is taken back is not kept', () => {
    const page = inside().do(favour('lobby'), {
      type: 'roomChoiceChanged',
      room: 'lobby',
      change: { favourite: false },
    });
    expect(page.state.choices.get('me')?.size).toBe(0);
  });

  it('is one of so many, of which the oldest goes', () => {
    const page = inside();
    for (let i = 0; i <= CHOICES_MAX; i++) {
      page.do(favour(`r${i}`));
    }
    const own = page.state.choices.get('me');
    expect(own?.size).toBe(CHOICES_MAX);
    expect(own?.has('r0')).toBe(false);
    expect(own?.has(`r${CHOICES_MAX}`)).toBe(true);
  });

  it('is kept for so many users', () => {
    const others = new Map(Array.from({ length: CHOICES_OWNERS_MAX }, (_, i) => [`u${i}`, new Map()] as const));
    const page = inside().do({ type: 'choicesRead', choices: others }, favour('lobby'));
    expect([...page.state.choices.keys()]).toEqual(['u1', 'u2', 'u3', 'u4', 'me']);
  });
});

describe('what was kept', () => {
  it('is read', () => {
    const kept = [['me', [['constructor', { favourite: true, telling: 'none' }]]]];
    expect(parseChoices(kept).get('me')?.get('constructor')).toEqual({ favourite: true, telling: 'none' });
  });

  it.each([null, 7, {}, [7], [['me']], [[1, []]], [['me', 'x']], [['me', [[7, {}]]]]])('may be rubbish: %j', (kept) => {
    expect([...parseChoices(kept).values()].every(({ size }) => size === 0)).toBe(true);
  });

  it('may be too much', () => {
    const many = Array.from({ length: 1_000 }, (_, i) => [`r${i}`, { favourite: true }]);
    expect(parseChoices([['me', many]]).get('me')?.size).toBe(CHOICES_MAX);
    expect(
      parseChoices([['me', [['r', { favourite: 'yes', telling: 'loud' }]]]])
        .get('me')
        ?.get('r'),
    ).toEqual(USUAL_CHOICE);
  });
});

it('a filter leaves rooms whose title contains what is typed, whatever its accents and case', () => {
  const list = roomList(inside().state);
  expect(inOrder(filtered(list, 'ACAO')).map(({ name }) => name)).toEqual(['ação']);
  expect(inOrder(filtered(list, '')).length).toBe(3);
  expect(inOrder(filtered(list, 'zzz'))).toEqual([]);
});
