/** A Web Lock that is held until it is let go of, or its window ends. */
interface Told {
  readonly got: () => void;
  /** It was not free, or another window took it. */
  readonly missed: () => void;
  /** There are no locks for this window, as where a site may keep nothing: asking again is of no use. */
  readonly refused: () => void;
}

/**
 * @param how `ifFree`: at once or not at all; `steal`: at once, whoever has it; `wait`: in turn
 * @return ends holding, or waiting for it; nothing is told from then on
 */
export function holdLock(
  locks: Pick<LockManager, 'request'>,
  name: string,
  how: 'ifFree' | 'steal' | 'wait',
  { got, missed, refused }: Told,
): () => void {
  const waiting = new AbortController();
  const options = { ifFree: { ifAvailable: true }, steal: { steal: true }, wait: { signal: waiting.signal } }[how];
  let over = false;
  let release: () => void = () => undefined;
  const hold = (lock: Lock | null): Promise<void> | undefined => {
    if (over || lock === null) {
      over || missed();
      return undefined;
    }
    got();
    return new Promise((resolve) => (release = resolve));
  };
  locks.request(name, options, hold).catch((reason: unknown) => {
    // A lock that is stolen, and nothing else here, ends by this.
    const taken = reason instanceof DOMException && reason.name === 'AbortError';
    over || (taken ? missed() : refused());
  });
  return () => {
    over = true;
    waiting.abort();
    release();
  };
}
