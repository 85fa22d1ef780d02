import type { ReactElement } from 'react';
import { LanguageChoice } from '../LanguageChoice';

/** What can be chosen for this device. */
export default function SettingsPane(): ReactElement {
  return (
    <section className="pane-part">
      <LanguageChoice />
    </section>
  );
}
