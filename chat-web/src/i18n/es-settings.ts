import { plurals } from './plurals';
import type { KeyTexts, PlacesTexts, LookTexts, SettingsTexts, TellTexts } from './texts-settings';

const counted = plurals('es');

export const settingsEs: SettingsTexts = {
  title: 'Preferencias',
  language: 'Idioma',
  languageOfBrowser: 'El del navegador',
  offline: 'Este dispositivo no tiene red.',
  offlineInside: 'Este dispositivo no tiene red. Lo que escribes se guarda y se envía cuando vuelva la red.',
};

export const tellEs: TellTexts = {
  title: 'Notificaciones',
  inRoom: (name, room) => `${name} en ${room}`,
  manyCalling: (count) =>
    counted(count, { one: '# mensaje nuevo te menciona', other: '# mensajes nuevos, te mencionan' }),
  desktop: 'Mostrar notificaciones fuera de la página',
  desktopHint: 'Solo mientras esta página está abierta, y no de la sala que estás mirando.',
  desktopDenied: 'El navegador no lo permite. Así lo dicen sus ajustes para este sitio, y pueden decir lo contrario.',
  desktopUnavailable: 'Este navegador no puede hacerlo aquí.',
  sound: 'Reproducir un sonido',
  volume: 'Volumen',
  playSound: 'Reproducirlo una vez',
  quiet: 'Horas de silencio',
  quietHint: 'Mientras tanto nada suena ni aparece; lo que no se ha leído se cuenta igualmente.',
  quietFrom: 'Desde las',
  quietTo: 'Hasta las',
  ofRoom: 'Avisarme de',
  usual: (telling) => `Predeterminado: ${telling}`,
  tellings: { all: 'Todos los mensajes', mentions: 'Menciones a mí', none: 'Nada' },
  silenced: 'silenciada',
};

export const placesEs: PlacesTexts = {
  favourites: 'Favoritas',
  favour: 'Añadir a las favoritas',
  unfavour: 'Quitar de las favoritas',
  filter: 'Filtrar salas',
  noneFits: 'Ninguna sala se llama así.',
  switcher: 'Ir a una sala o persona',
  switcherHint: 'Nombre de una sala o persona',
  found: (count) =>
    counted(count, {
      none: 'Nada coincide.',
      one: '1 coincide; Intro va allí',
      other: '# coinciden; las flechas eligen, Intro va allí',
    }),
  person: 'persona',
  sharedRooms: 'Salas en común',
  idEnd: (id) => `el id termina en ${id}`,
};

export const keysEs: KeyTexts = {
  title: 'Atajos de teclado',
  open: 'Mostrar atajos de teclado',
  groups: { everywhere: 'En todas partes', messages: 'Entre los mensajes', writing: 'Al escribir' },
  switchRoom: 'Ir a una sala o persona',
  sheet: 'Mostrar estos atajos',
  search: 'Buscar mensajes',
  previousRoom: 'Sala anterior',
  nextRoom: 'Sala siguiente',
  previousUnread: 'Sala anterior sin leer',
  nextUnread: 'Sala siguiente sin leer',
  markRead: 'Cerrar lo que está abierto; después, leer todo hasta el final',
  moveAmong: 'Mensaje anterior y siguiente',
  firstLast: 'Primer y último mensaje a la vista',
  send: 'Enviar',
  newLine: 'Saltar de línea',
  editLast: 'Editar tu último mensaje, con el campo vacío',
  bold: 'Negrita',
  italics: 'Cursiva',
  code: 'Código',
  link: 'Un enlace de lo que está seleccionado',
  undo: 'Deshacer el último cambio',
  leave: 'Dejar de editar o responder',
  single: 'Atajos de una sola tecla',
  singleHint: 'Como «?». Desactívalos si le hablas a tu ordenador.',
  names: { Ctrl: 'Ctrl', Alt: 'Alt', Shift: 'Mayús', Enter: 'Intro', Esc: 'Esc', Home: 'Inicio', End: 'Fin' },
};

export const lookEs: LookTexts = {
  title: 'Aspecto',
  theme: 'Colores',
  themes: { system: 'Los del dispositivo', light: 'Claros', dark: 'Oscuros' },
  contrast: 'Alto contraste',
  contrastHint: 'Letras y líneas más fuertes. También activo cuando el dispositivo lo pide.',
};
