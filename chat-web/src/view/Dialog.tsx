import { useLayoutEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { useDispatch, useTexts } from './context';
import { CloseIcon } from './icons';

/** Something over the whole page; the browser keeps the focus in it, and gives it back. */
export function Dialog({ title, children }: { title: string; children: ReactNode }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    // The browser would begin with the button that closes it.
    dialog?.querySelector('input')?.focus();
    return () => dialog?.close();
  }, []);
  const close = () => dispatch({ type: 'overClosed' });
  return (
    <dialog
      ref={box}
      className="over"
      aria-labelledby="over-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      onClick={({ target, currentTarget }) => target === currentTarget && close()}
    >
      <div className="over-body">
        <header className="over-head">
          <h2 id="over-title">{title}</h2>
          <button className="quiet" type="button" onClick={close}>
            <CloseIcon />
            <span className="visually-hidden">{texts.close}</span>
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
