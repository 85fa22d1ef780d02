import { describe, expect, it } from 'vitest';
import { parseServerMessage } from '../../src/protocol/parse';

const posted = {
  type: 'posted',
  room: 'lobby',
  seq: 1,
  at: 2,
  from: { id: 'u', name: 'Ana' },
  cid: 'c',
  text: 'hello',
};

describe('reading a frame', () => {
  it.each([
    '',
    'null',
    '1',
    '"ping"',
    '[]',
    '{}',
    '{"type":null}',
    '{"type":"live"}',
    '{"type":"live","room":7}',
    '{"type":"toString"}',
    '{"type":"__proto__"}',
    '{"type":"constructor"}',
    '{"type":"ping"',
    JSON.stringify({ ...posted, seq: -1 }),
    JSON.stringify({ ...posted, seq: 1.5 }),
    JSON.stringify({ ...posted, seq: '1' }),
    JSON.stringify({ ...posted, text: null }),
    JSON.stringify({ ...posted, from: 'Ana' }),
    JSON.stringify({ ...posted, from: ['u', 'Ana'] }),
    JSON.stringify({ type: 'history', room: 'lobby', events: [posted, 1], first: 1, more: false }),
    JSON.stringify({ type: 'history', room: 'lobby', events: {}, first: 1, more: false }),
  ])('passes over %s', (frame) => {
    expect(parseServerMessage(frame)).toBeNull();
  });

  it('ignores fields it does not know', () => {
    expect(parseServerMessage('{"type":"live","room":"lobby","mood":"good"}')).toEqual({ type: 'live', room: 'lobby' });
  });

  it('takes an absent field and null for the same', () => {
    expect(parseServerMessage(JSON.stringify({ ...posted, replyTo: null }))).toEqual(posted);
  });

  it('keeps the place of an event of a kind to come, alone and in a page', () => {
    const later = { type: 'sung', room: 'lobby', seq: 2, at: 3, from: posted.from, cid: 'd', target: 1, text: 'x' };
    const unknown = { type: 'unknownEvent', room: 'lobby', seq: 2 };
    expect(parseServerMessage(JSON.stringify(later))).toEqual(unknown);
    const page = { type: 'history', room: 'lobby', events: [posted, later], first: 1, more: false };
    expect(parseServerMessage(JSON.stringify(page))).toMatchObject({ events: [posted, unknown] });
  });

  it('takes no field from a prototype', () => {
    const frame = `{"type":"live","__proto__":{"room":"lobby"}}`;
    expect(parseServerMessage(frame)).toBeNull();
  });
});
