import type { ReactElement } from 'react';
import { useChat, useDispatch, useTexts } from './context';

/** A newer page is there: it is loaded when its user wants, never while somebody writes. */
export function NewVersion(): ReactElement | null {
  const { keep } = useTexts();
  const dispatch = useDispatch();
  const outdated = useChat((state) => state.outdated);
  return outdated ? (
    <div className="banner-place">
      <p className="banner-reason" role="status">
        {keep.newVersion}
      </p>
      <p className="banner-next">
        <button type="button" onClick={() => dispatch({ type: 'reloadWanted' })}>
          {keep.reload}
        </button>
      </p>
    </div>
  ) : null;
}
