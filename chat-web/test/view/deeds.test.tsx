// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { en } from '../../src/i18n/en';
import { es } from '../../src/i18n/es';
import { pt } from '../../src/i18n/pt';
import { BIA, inLobby, ME, mine } from '../state/harness';
import { show } from './show';

const CARLA = { ...BIA, id: 'c', name: 'Carla' };
const by = ({ id, name }: { id: string; name: string }) => ({ id, name });
const base = { room: 'lobby', seq: 2, at: 1, cid: 'x' };
const log = () => within(screen.getByRole('log'));

const mineDone = (topic: string) => ({ ...base, type: 'topicChanged', from: by(ME), topic }) as const;
const added = (from: typeof ME, user: typeof BIA) =>
  ({ ...base, type: 'memberAdded', from: by(from), user: by(user), role: 'member' }) as const;
const removed = (from: typeof ME, user: typeof BIA) =>
  ({ ...base, type: 'memberRemoved', from: by(from), user: by(user) }) as const;
const pinned = { ...base, type: 'pinned', from: by(ME), target: 1, on: true } as const;

describe('what somebody did is said', () => {
  it.each([
    [mineDone('Jazz'), 'Cambiaste el tema: Jazz', 'Você mudou o assunto: Jazz', 'You changed the topic: Jazz'],
    [mineDone(''), 'Quitaste el tema', 'Você tirou o assunto', 'You removed the topic'],
    [pinned, 'Fijaste un mensaje', 'Você fixou uma mensagem', 'You pinned a message'],
    [added(ME, ME), 'Creaste esta sala', 'Você criou esta sala', 'You made this room'],
    [added(ME, BIA), 'Invitaste a Bia', 'Você convidou Bia', 'You invited Bia'],
    [added(BIA, ME), 'Bia te invitó', 'Bia convidou você', 'Bia invited you'],
    [added(BIA, CARLA), 'Bia invitó a Carla', 'Bia convidou Carla', 'Bia invited Carla'],
    [removed(ME, BIA), 'Quitaste a Bia', 'Você removeu Bia', 'You removed Bia'],
    [removed(BIA, BIA), 'Bia salió para siempre', 'Bia saiu de vez', 'Bia left for good'],
  ] as const)('%# in each language', (event, inSpanish, inPortuguese, inEnglish) => {
    const sentences = [
      [es, inSpanish],
      [pt, inPortuguese],
      [en, inEnglish],
    ] as const;
    sentences.forEach(([texts, sentence]) => {
      const { hear } = show(inLobby(1), texts);
      hear(event);
      expect(log().getByText(sentence)).toBeTruthy();
      cleanup();
    });
  });
});

it('one’s own message is spoken of as such', () => {
  show(inLobby(1).hear(mine(2, 'm', 'mis palabras')), es);
  const row = log().getByText('mis palabras').closest('li')!;
  fireEvent.click(within(row).getByRole('button', { name: 'Más' }));
  const menu = within(screen.getByRole('group', { name: 'Para tu mensaje' }));
  fireEvent.click(menu.getByRole('button', { name: 'Responder' }));
  expect(screen.getByText('Respondiendo a tu propio mensaje')).toBeTruthy();
});
