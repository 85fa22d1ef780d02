import { Component, type ReactElement, type ReactNode } from 'react';
import { useTexts } from './context';

/** A part of the page that comes from the server when it is needed, and may not come: the rest of the page goes on. */
export class Loadable extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Failure /> : this.props.children;
  }
}

function Failure(): ReactElement {
  const texts = useTexts();
  return (
    <div className="problem" role="alert">
      <p>{texts.order.panelFailed}</p>
      <button type="button" onClick={() => location.reload()}>
        {texts.order.reload}
      </button>
    </div>
  );
}
