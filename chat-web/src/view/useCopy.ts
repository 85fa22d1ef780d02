import { useState } from 'react';
import { copyText } from '../app/clipboard';

/** Copies texts, and knows what became of the last one. */
export function useCopy(): { copied: 'nothing' | 'copied' | 'refused'; copy: (text: string) => void } {
  const [copied, setCopied] = useState<'nothing' | 'copied' | 'refused'>('nothing');
  const copy = (text: string) => void copyText(text).then((done) => setCopied(done ? 'copied' : 'refused'));
  return { copied, copy };
}
