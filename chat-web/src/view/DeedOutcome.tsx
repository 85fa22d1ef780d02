import type { ReactElement } from 'react';
import type { Texts } from '../i18n/texts';
import type { Deed } from '../state/model';
import { useChat, useTexts } from './context';
import { ProblemWords } from './fields';

/** What became of the last thing that was done to a room or to somebody. */
export function DeedOutcome(): ReactElement {
  const texts = useTexts();
  const deed = useChat((state) => state.deed);
  const words = deed.kind === 'done' ? wordsFor(texts, deed) : null;
  return (
    <>
      <div role="status">{words !== null && <p className="done">{words}</p>}</div>
      <div role="alert">{deed.kind === 'failed' && <ProblemWords problem={deed.problem} />}</div>
    </>
  );
}

function wordsFor(texts: Texts, { message, about }: Extract<Deed, { kind: 'done' }>): string | null {
  const { order, room } = texts;
  const name = about?.name || texts.other;
  switch (message.type) {
    case 'block':
      return message.on ? order.blockedNow(name) : order.unblockedNow(name);
    case 'restrict':
      return message.on ? order.restricted[message.kind](name) : order.lifted(name);
    case 'kick':
    case 'removeMember':
      return order.kicked(name);
    case 'setRole':
      return order.roleChanged(name);
    case 'invite':
      return room.invited(name);
    case 'report':
      return order.reported;
    case 'createRoom':
    case 'direct':
    case 'deleteRoom':
    case 'resolveReport':
      return null;
  }
}
