import { useLayoutEffect, useRef, type ReactElement } from 'react';
import { ConnectionBanner } from './Connection';
import { NewVersion } from './NewVersion';

/**
 * What concerns the whole page: over the timeline, so that nothing moves that is being read. How much of it they cover is
 * written as `--covered` on the element around both, so that what lies there can be scrolled to.
 */
export function Banners(): ReactElement {
  const banners = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = banners.current;
    const around = box?.closest('main')?.style;
    if (box === null || around === undefined) {
      return undefined;
    }
    const cover = () => around.setProperty('--covered', `${Math.ceil(box.getBoundingClientRect().height)}px`);
    const observer = new ResizeObserver(cover);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return (
    <div className="banner-over">
      <div className="banners" ref={banners}>
        <ConnectionBanner />
        <NewVersion />
      </div>
    </div>
  );
}
