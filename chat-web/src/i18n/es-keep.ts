import type { KeepTexts } from './texts-keep';

export const keepEs: KeepTexts = {
  newVersion: 'Hay una nueva versión de esta página. Lo que estás escribiendo se conserva.',
  reload: 'Recargar',
};
