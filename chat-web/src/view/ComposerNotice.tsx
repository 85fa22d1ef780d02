import type { ReactElement } from 'react';
import type { Room } from '../state/model';
import { isStaff, myRole, refusalOf } from '../state/permits';
import { useChat, useSkew, useTexts } from './context';
import { useSeconds } from './hooks';

/** Why there is no field to write in; null when there is one. Whoever is muted may go on writing, and send it later. */
export function useSilence(room: Room): string | null {
  const texts = useTexts();
  const refused = useChat((state) => refusalOf(state, room, 'post'));
  const role = useChat((state) => myRole(state, room));
  switch (refused) {
    case 'archived':
      return texts.order.roomArchived;
    case 'forbidden':
      return role === 'reader' || isStaff(role) ? texts.order.onlyRead : texts.order.onlyStaffWrites;
    case 'muted':
    case null:
      return null;
  }
}

/** What keeps messages from going out right now, and for how long. Nobody wants to hear every second, so this is not announced. */
export function Wait({ room }: { room: Room }): ReactElement | null {
  const texts = useTexts();
  const rateUntil = useChat((state) => state.holdUntil);
  const waiting = room.outbox.some(({ message, status }) => message.type === 'send' && status.kind === 'queued');
  const { mutedUntil, slowSeconds } = room.terms;
  // Those who keep order do not wait.
  const slowed = !useChat((state) => isStaff(myRole(state, room)));
  const isLong = waiting || (mutedUntil !== null && mutedUntil > 0);
  const now = useSeconds(isLong);
  const skew = useSkew();
  const left = (until: number) => Math.ceil((until - now) / 1_000);
  const { span, mutedFor, muted, waitSlow, waitRate, slow } = texts.order;
  let words = '';
  if (mutedUntil !== null) {
    words = mutedUntil === 0 ? muted : mutedFor(span(Math.max(1, left(mutedUntil - skew))));
  } else if (waiting && left(room.holdUntil) > 0) {
    words = waitSlow(span(left(room.holdUntil)));
  } else if (waiting && left(rateUntil) > 0) {
    words = waitRate(span(left(rateUntil)));
  } else if (slowSeconds > 0 && slowed) {
    words = slow(span(slowSeconds));
  }
  return words === '' ? null : <p className={mutedUntil === null ? 'composer-wait' : 'composer-wait muted'}>{words}</p>;
}
