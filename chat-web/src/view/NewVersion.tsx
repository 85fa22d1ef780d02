import type { ReactElement } from 'react';
import { useChat, useDispatch, useTexts } from './context';

/** A newer page is there: it is loaded when its user wants, never while somebody writes. */
export function NewVersion(): ReactElement {
  const { keep } = useTexts();
  const dispatch = useDispatch();
  const outdated = useChat((state) => state.outdated);
  return (
    <div className="banner-place">
      {/* There before its words are: only what comes into it is read aloud. */}
      <p className={outdated ? 'banner-reason' : 'visually-hidden'} role="status">
        {outdated && keep.newVersion}
      </p>
      {outdated && (
        <p className="banner-next">
          <button type="button" onClick={() => dispatch({ type: 'reloadWanted' })}>
            {keep.reload}
          </button>
        </p>
      )}
    </div>
  );
}
