import { useEffect, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useTexts } from '../context';
import { useCopy } from '../useCopy';

interface Props {
  readonly text: string;
  /** As the author named it; may be empty, or none there is. */
  readonly language: string;
  readonly tab: 0 | -1;
}

/** Code as it was typed, in colours once they are here: only these change then, so that nothing moves. */
export function CodeBlock({ text, language, tab }: Props): ReactElement {
  const texts = useTexts();
  const { copied, copy } = useCopy();
  const words = { nothing: texts.words.copyCode, copied: texts.words.copied, refused: texts.list.notCopied };
  const paint = usePainter(language !== '');
  const painted = useMemo(() => paint?.(text, language) ?? text, [paint, text, language]);
  return (
    <div className="code-block">
      <p className="code-head">
        <span dir="ltr">{language}</span>
        <button className="link" type="button" tabIndex={tab} onClick={() => copy(text)}>
          {words[copied]}
        </button>
        {/* Another name of a button that has the focus is not told by all who read aloud. */}
        <span className="visually-hidden" role="status">
          {copied !== 'nothing' && words[copied]}
        </span>
      </p>
      {/* Whoever has no mouse scrolls it with the arrow keys. */}
      <pre tabIndex={tab} dir="ltr" role="group" aria-label={texts.words.code(language)}>
        <code>{painted}</code>
      </pre>
    </div>
  );
}

type Painter = (text: string, language: string) => ReactNode;

let painter: Painter | null = null;

/** What knows languages comes when the first code in one is seen, and stays. */
function usePainter(wanted: boolean): Painter | null {
  const [here, setHere] = useState<Painter | null>(() => painter);
  useEffect(() => {
    if (!wanted || here !== null) {
      return undefined;
    }
    let shown = true;
    import('./paint').then(
      ({ paint }) => {
        painter = paint;
        if (shown) {
          setHere(() => paint);
        }
      },
      () => {
        // Without colours it is code all the same; the next one tries again.
      },
    );
    return () => {
      shown = false;
    };
  }, [wanted, here]);
  return wanted ? here : null;
}
