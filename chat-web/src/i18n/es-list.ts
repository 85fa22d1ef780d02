import type { ListTexts } from './texts-list';

export const listEs: ListTexts = {
  showMore: 'Mostrar más',
  showLess: 'Mostrar menos',
  copyText: 'Copiar texto',
  copyLink: 'Copiar enlace',
  linkTo: (time) => `Enlace a este mensaje, ${time}`,
  copied: 'Copiado',
  notCopied: 'No se ha podido copiar.',
  author: 'De quién',
  anybody: 'Cualquier persona',
};
