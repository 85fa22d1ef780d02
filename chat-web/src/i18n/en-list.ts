import type { ListTexts } from './texts-list';

export const listEn: ListTexts = {
  showMore: 'Show more',
  showLess: 'Show less',
  copyText: 'Copy text',
  copyLink: 'Copy link',
  linkTo: (time) => `Link to this message, ${time}`,
  copied: 'Copied',
  notCopied: 'This could not be copied.',
  author: 'By whom',
  anybody: 'Anybody',
};
