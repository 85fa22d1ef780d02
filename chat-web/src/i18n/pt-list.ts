import type { ListTexts } from './texts-list';

export const listPt: ListTexts = {
  showMore: 'Mostrar mais',
  showLess: 'Mostrar menos',
  copyText: 'Copiar texto',
  copyLink: 'Copiar link',
  linkTo: (time) => `Link para esta mensagem, ${time}`,
  copied: 'Copiado',
  notCopied: 'Não foi possível copiar.',
  author: 'De quem',
  anybody: 'Qualquer pessoa',
};
