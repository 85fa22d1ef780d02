import type { KeptDraft, Room } from './model';

/** What is in message fields, and is never thrown away for something else that is to be there. */

/** Null: there is nothing in the message field. */
export function keptDraft({ name, draft, replyTo, editing }: Room): KeptDraft | null {
  return draft === '' && replyTo === null && editing === null ? null : { room: name, text: draft, replyTo, editing };
}

/** Two drafts for one field; null: it is empty. The other's words stand below what is there. */
export function together(own: KeptDraft | null, other: KeptDraft): KeptDraft {
  const { room, text, replyTo, editing } = own ?? { ...other, text: '', replyTo: null, editing: null };
  const unplaced = editing === null ? '' : (other.editing?.text ?? '');
  return {
    room,
    text: below(text, other.text, unplaced === editing?.text ? '' : unplaced),
    replyTo: replyTo ?? (text.trim() === '' ? other.replyTo : null),
    editing: editing ?? other.editing,
  };
}

/** One text below the other, each once. */
export function below(...texts: readonly string[]): string {
  return [...new Set(texts.filter((text) => text.trim() !== ''))].join('\n');
}
