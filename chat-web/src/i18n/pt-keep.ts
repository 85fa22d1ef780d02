import type { KeepTexts } from './texts-keep';

export const keepPt: KeepTexts = {
  newVersion: 'Há uma nova versão desta página. O que você está escrevendo fica guardado.',
  reload: 'Recarregar',
};
