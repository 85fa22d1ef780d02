import type { ListTexts } from './texts-list';

export const listEn: ListTexts = {
  showMore: 'Show more',
  showLess: 'Show less',
  copyText: 'Copy text',
  copyLink: 'Copy link',
  copied: 'Copied',
  author: 'By whom',
  anybody: 'Anybody',
};
