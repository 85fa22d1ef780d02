import { LIMITS } from '../protocol/messages';
import { deedsEs } from './es-deeds';
import { listEs } from './es-list';
import { accessEs, meEs, orderEs, roomEs } from './es-people';
import { closingsEs, problemsEs } from './es-problems';
import { keepEs } from './es-keep';
import { seenEs } from './es-seen';
import { wordsEs } from './es-words';
import { keysEs, lookEs, placesEs, settingsEs, tellEs } from './es-settings';
import { plurals } from './plurals';
import type { Texts } from './texts';

const counted = plurals('es');
const list = new Intl.ListFormat('es');

export const es: Texts = {
  locale: 'es',
  you: 'Tú',
  other: 'Otra persona',

  welcome: 'Entra y conversa',
  welcomeHint: 'Elige el nombre que verán los demás.',
  yourName: 'Tu nombre',
  nameRule: 'De 2 a 32 caracteres, al menos dos de ellos letras',
  enter: 'Entrar',
  entering: 'Entrando…',
  takeName: (name) => `Usar «${name}»`,

  skipToComposer: 'Ir al campo de mensaje',
  rooms: 'Salas',
  showRooms: 'Mostrar salas',
  hideRooms: 'Ocultar salas',
  yourRooms: 'Tus salas',
  otherRooms: 'Otras salas',
  newRoom: 'Nueva sala',
  roomName: 'Nombre de la sala',
  createRoom: 'Crear sala',
  cancel: 'Cancelar',
  leaveRoom: 'Salir de la sala',
  leaveRoomNamed: (title) => `Salir de ${title}`,
  noRoom: 'No estás en ninguna sala. Elige una o crea otra.',
  tryAgain: 'Volver a intentarlo',
  unread: (count) =>
    count > LIMITS.unreadMax
      ? `más de ${LIMITS.unreadMax} mensajes sin leer`
      : counted(count, { one: '# mensaje sin leer', other: '# mensajes sin leer' }),
  people: (count) => counted(count, { one: '# persona', many: '# de personas', other: '# personas' }),

  setTopic: 'Poner un tema',
  topic: 'Tema de la sala',
  changeTopic: (topic) => `Cambiar el tema: ${topic}`,
  save: 'Guardar',

  members: 'Quién está aquí',
  showMembers: 'Mostrar personas',
  hideMembers: 'Ocultar personas',
  manyMembers: 'Demasiada gente para enumerarla: esta sala está animada.',

  changeName: 'Cambiar de nombre',
  signOut: 'Salir del chat',
  signedInAs: (name) => `Eres ${name}`,

  messages: 'Mensajes',
  noMessages: 'Todavía no hay mensajes. ¡Saluda!',
  startOfRoom: 'La sala empieza aquí.',
  loading: 'Cargando…',
  loadOlder: 'Mostrar mensajes anteriores',
  today: 'Hoy',
  yesterday: 'Ayer',
  newMessages: 'Mensajes nuevos',
  newMessagesButton: (count) =>
    count > LIMITS.unreadMax
      ? `más de ${LIMITS.unreadMax} mensajes nuevos`
      : counted(count, { one: '# mensaje nuevo', other: '# mensajes nuevos' }),
  toNewest: 'Ir al mensaje más reciente',
  entered: (name) => `${name} entró`,
  left: (name) => `${name} salió`,
  moreNotices: (count) => counted(count, { one: 'y # entrada o salida más', other: 'y # entradas o salidas más' }),
  typing: (names) =>
    names.length > 3
      ? 'Varias personas están escribiendo…'
      : `${list.format(names)} ${names.length === 1 ? 'está' : 'están'} escribiendo…`,
  said: (name, text) => `${name}: ${text}`,

  reply: 'Responder',
  replyTo: (name) => `Responder a ${name}`,
  cancelReply: 'Cancelar respuesta',
  earlierMessage: 'Un mensaje anterior',

  moreActions: 'Más',
  reactWith: (emoji) => `Reaccionar con ${emoji}`,
  reaction: (emoji, count, mine) =>
    `${emoji}, ${counted(count, { one: '# persona', other: '# personas' })}${mine ? ', tú también' : ''}`,
  pin: 'Fijar',
  unpin: 'Desfijar',
  delete: 'Eliminar',
  deleteForAll: '¿Eliminar este mensaje para todos?',
  deletedMessage: 'Mensaje eliminado',
  edited: 'editado',
  showVersions: 'Mostrar textos anteriores',
  pinned: 'fijado',
  replies: (count) => counted(count, { one: '# respuesta', other: '# respuestas' }),
  editing: 'Editando un mensaje',
  cancelEdit: 'Cancelar edición',
  editHint: 'Intro guarda, Esc cancela',

  close: 'Cerrar',
  pins: 'Mensajes fijados',
  noPins: 'Aquí no hay nada fijado.',
  thread: 'Respuestas',
  goToFirst: 'Ir al primer mensaje',
  noReplies: 'Todavía no hay respuestas.',
  versions: 'Textos de este mensaje',
  noVersions: 'Este mensaje se ha eliminado.',
  firstText: 'Primer texto',
  search: 'Buscar',
  searchFor: 'Buscar mensajes',
  searchHint: 'Palabras, "frases enteras" o comienzos*; los acentos no importan',
  onlyIn: (room) => `Solo en ${room}`,
  searching: 'Buscando…',
  hits: (count, more) =>
    more
      ? counted(count, { one: '# o más mensajes encontrados', other: '# o más mensajes encontrados' })
      : counted(count, {
          none: 'No se ha encontrado nada.',
          one: '# mensaje encontrado',
          other: '# mensajes encontrados',
        }),
  moreHits: 'Más resultados',

  message: 'Mensaje',
  messageHint: (room) => `Mensaje para ${room}`,
  sendHint: 'Intro envía, Mayús+Intro salta de línea',
  sendMessage: 'Enviar mensaje',
  charactersLeft: (count) => counted(count, { one: 'Queda # carácter', other: 'Quedan # caracteres' }),
  charactersOver: (count) =>
    counted(count, { one: 'Sobra # carácter para poder enviar', other: 'Sobran # caracteres para poder enviar' }),
  tooManyUnsent: 'Hay demasiados mensajes esperando a enviarse. Sigue cuando vuelva la conexión.',

  waitingToSend: 'Esperando a enviarse',
  sending: 'Enviando…',
  failed: {
    send: 'No enviado',
    edit: 'No editado',
    delete: 'No eliminado',
    react: 'Reacción no enviada',
    pin: 'No se ha podido fijar ni desfijar',
    setTopic: 'Tema no cambiado',
    setRoom: 'Sala no cambiada',
  },
  sendAgain: 'Enviar de nuevo',
  edit: 'Editar',
  discard: 'Descartar',

  connecting: 'Conectando…',
  connected: 'Conectado',
  notConnected: 'Sin conexión',
  tryingAgainIn: (seconds) => `Nuevo intento en ${counted(seconds, { one: '# s', other: '# s' })}.`,
  tryNow: 'Intentar ahora',

  list: listEs,
  deeds: deedsEs,
  access: accessEs,
  me: meEs,
  room: roomEs,
  order: orderEs,
  settings: settingsEs,
  seen: seenEs,
  keep: keepEs,
  words: wordsEs,
  tell: tellEs,
  places: placesEs,
  keys: keysEs,
  look: lookEs,
  problems: problemsEs,
  closings: closingsEs,
};
