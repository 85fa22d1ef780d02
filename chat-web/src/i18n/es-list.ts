import type { ListTexts } from './texts-list';

export const listEs: ListTexts = {
  showMore: 'Mostrar más',
  showLess: 'Mostrar menos',
  copyText: 'Copiar texto',
  copyLink: 'Copiar enlace',
  copied: 'Copiado',
  author: 'De quién',
  anybody: 'Cualquier persona',
};
