import { keepPt } from './pt-keep';
import { LIMITS } from '../protocol/messages';
import { deedsPt } from './pt-deeds';
import { listPt } from './pt-list';
import { accessPt, mePt, orderPt, roomPt } from './pt-people';
import { seenPt } from './pt-seen';
import { wordsPt } from './pt-words';
import { keysPt, lookPt, placesPt, settingsPt, tellPt } from './pt-settings';
import type { Texts } from './texts';

const numbers = new Intl.NumberFormat('pt-BR');
const list = new Intl.ListFormat('pt-BR');

export const pt: Texts = {
  locale: 'pt-BR',
  you: 'Você',
  other: 'Outro',

  welcome: 'Entre e converse',
  welcomeHint: 'Escolha o nome que os outros vão ver.',
  yourName: 'Seu nome',
  nameRule: 'De 2 a 32 caracteres, com pelo menos duas letras',
  enter: 'Entrar',
  entering: 'Entrando…',
  takeName: (name) => `Usar “${name}”`,

  skipToComposer: 'Ir para o campo de mensagem',
  rooms: 'Salas',
  showRooms: 'Mostrar salas',
  hideRooms: 'Esconder salas',
  yourRooms: 'Suas salas',
  otherRooms: 'Outras salas',
  newRoom: 'Nova sala',
  roomName: 'Nome da sala',
  createRoom: 'Criar sala',
  cancel: 'Cancelar',
  leaveRoom: 'Sair da sala',
  leaveRoomNamed: (title) => `Sair de ${title}`,
  noRoom: 'Você não está em nenhuma sala. Escolha uma ou crie outra.',
  tryAgain: 'Tentar de novo',
  unread: (count) =>
    count > LIMITS.unreadMax
      ? `mais de ${LIMITS.unreadMax} mensagens não lidas`
      : count === 1
        ? '1 mensagem não lida'
        : `${numbers.format(count)} mensagens não lidas`,
  people: (count) => (count === 1 ? '1 pessoa' : `${numbers.format(count)} pessoas`),

  setTopic: 'Definir um assunto',
  topic: 'Assunto da sala',
  changeTopic: (topic) => `Mudar o assunto: ${topic}`,
  save: 'Salvar',

  members: 'Quem está aqui',
  showMembers: 'Mostrar pessoas',
  hideMembers: 'Esconder pessoas',
  manyMembers: 'Gente demais para listar: esta sala está animada.',

  changeName: 'Trocar de nome',
  signOut: 'Sair do chat',
  signedInAs: (name) => `Você é ${name}`,

  messages: 'Mensagens',
  noMessages: 'Nenhuma mensagem ainda. Diga olá!',
  startOfRoom: 'A sala começa aqui.',
  loading: 'Carregando…',
  loadOlder: 'Mostrar mensagens anteriores',
  today: 'Hoje',
  yesterday: 'Ontem',
  newMessages: 'Novas mensagens',
  newMessagesButton: (count) =>
    count > LIMITS.unreadMax
      ? `mais de ${LIMITS.unreadMax} mensagens novas`
      : count === 1
        ? '1 mensagem nova'
        : `${numbers.format(count)} mensagens novas`,
  toNewest: 'Ir para a mensagem mais recente',
  entered: (name) => `${name} entrou`,
  left: (name) => `${name} saiu`,
  moreNotices: (count) => `e mais ${numbers.format(count)} entradas ou saídas`,
  typing: (names) =>
    names.length > 3
      ? 'Várias pessoas estão digitando…'
      : `${list.format(names)} ${names.length === 1 ? 'está' : 'estão'} digitando…`,
  said: (name, text) => `${name}: ${text}`,

  reply: 'Responder',
  replyTo: (name) => `Responder a ${name}`,
  cancelReply: 'Cancelar resposta',
  earlierMessage: 'Uma mensagem anterior',

  moreActions: 'Mais',
  reactWith: (emoji) => `Reagir com ${emoji}`,
  reaction: (emoji, count, mine) =>
    `${emoji}, ${count === 1 ? '1 pessoa' : `${numbers.format(count)} pessoas`}${mine ? ', você também' : ''}`,
  pin: 'Fixar',
  unpin: 'Desafixar',
  delete: 'Excluir',
  deleteForAll: 'Excluir esta mensagem para todos?',
  deletedMessage: 'Mensagem excluída',
  edited: 'editada',
  showVersions: 'Mostrar textos anteriores',
  pinned: 'fixada',
  replies: (count) => (count === 1 ? '1 resposta' : `${numbers.format(count)} respostas`),
  editing: 'Editando uma mensagem',
  cancelEdit: 'Cancelar edição',
  editHint: 'Enter salva, Esc cancela',

  close: 'Fechar',
  pins: 'Mensagens fixadas',
  noPins: 'Nada foi fixado aqui.',
  thread: 'Respostas',
  goToFirst: 'Ir para a primeira mensagem',
  noReplies: 'Ainda não há respostas.',
  versions: 'Textos desta mensagem',
  noVersions: 'Esta mensagem foi excluída.',
  firstText: 'Primeiro texto',
  search: 'Buscar',
  searchFor: 'Buscar mensagens',
  searchHint: 'Palavras, "frases inteiras" ou começos*; acentos não importam',
  onlyIn: (room) => `Só em ${room}`,
  searching: 'Buscando…',
  hits: (count, more) =>
    count === 0
      ? 'Nada foi encontrado.'
      : count === 1 && !more
        ? '1 mensagem encontrada'
        : `${numbers.format(count)}${more ? ' ou mais' : ''} mensagens encontradas`,
  moreHits: 'Mais resultados',

  message: 'Mensagem',
  messageHint: (room) => `Mensagem para ${room}`,
  sendHint: 'Enter envia, Shift+Enter quebra a linha',
  sendMessage: 'Enviar mensagem',
  charactersLeft: (count) => (count === 1 ? 'Resta 1 caractere' : `Restam ${numbers.format(count)} caracteres`),
  charactersOver: (count) =>
    count === 1
      ? '1 caractere a mais do que é possível enviar'
      : `${numbers.format(count)} caracteres a mais do que é possível enviar`,
  tooManyUnsent: 'Há mensagens demais esperando envio. Continue quando a conexão voltar.',

  waitingToSend: 'Esperando envio',
  sending: 'Enviando…',
  failed: {
    send: 'Não enviada',
    edit: 'Não editada',
    delete: 'Não excluída',
    react: 'Reação não enviada',
    pin: 'Não foi possível fixar ou desafixar',
    setTopic: 'Assunto não mudado',
    setRoom: 'Sala não mudada',
  },
  sendAgain: 'Enviar de novo',
  edit: 'Editar',
  discard: 'Descartar',

  connecting: 'Conectando…',
  connected: 'Conectado',
  notConnected: 'Desconectado',
  tryingAgainIn: (seconds) => `Nova tentativa em ${numbers.format(seconds)} s.`,
  tryNow: 'Tentar agora',

  list: listPt,
  deeds: deedsPt,
  access: accessPt,
  me: mePt,
  room: roomPt,
  order: orderPt,
  settings: settingsPt,
  words: wordsPt,
  keep: keepPt,
  tell: tellPt,
  places: placesPt,
  keys: keysPt,
  look: lookPt,

  problems: {
    badMessage: 'O servidor não entendeu esta página. Recarregue-a para ter a versão atual.',
    unknownType: 'O servidor não conhece este pedido. Recarregue a página para ter a versão atual.',
    invalidField: 'Há algo aqui que o servidor não permite.',
    helloFirst: 'O servidor ainda não sabe quem você é. Tente de novo.',
    alreadyGreeted: 'O servidor já sabe quem você é.',
    badToken: 'O servidor não reconhece você da última visita.',
    invalidName: 'Um nome tem de 2 a 32 caracteres de uma só escrita, com pelo menos duas letras.',
    nameTaken: 'Outra pessoa já tem este nome.',
    notJoined: 'Você não estava mais na sala.',
    tooManyRooms: 'Você já está no máximo de salas. Saia de uma antes.',
    roomLimit: 'O servidor já tem o máximo de salas.',
    noSuchRoom: 'Esta sala não existe, ou você não pode vê-la.',
    noSuchMessage: 'A mensagem de que se trata não existe mais.',
    notAuthor: 'Só quem escreveu uma mensagem pode mudá-la.',
    tooManyReactions: 'Esta mensagem já tem o máximo de reações diferentes.',
    tooManyPins: 'Esta sala já tem o máximo de mensagens fixadas. Desafixe uma antes.',
    tooLarge: 'Esta mensagem é longa demais.',
    cidReused: 'O servidor toma esta mensagem por outra.',
    rateLimited: 'Rápido demais. Espere um momento.',
    overloaded: 'O servidor está sobrecarregado agora. Espere um momento.',
    unwritable: 'O servidor não consegue guardar nada agora. A página tenta de novo sozinha.',
    notSupported: 'Este servidor não oferece isso.',
    internal: 'Algo deu errado no servidor. Enviar de novo dirá se foi guardado.',
    forbidden: 'Isso não é permitido a você aqui.',
    banned: 'Você não pode entrar nesta sala.',
    muted: 'Você não pode escrever nesta sala agora.',
    archived: 'Esta sala está arquivada: só pode ser lida.',
    slowMode: 'Esta sala está em modo lento.',
    notReachable: 'Esta pessoa não aceita mensagens nem convites seus.',
    noSuchUser: 'Essa pessoa não está mais aqui.',
    alreadyMember: 'Essa pessoa já é membro.',
    noSuchMember: 'Essa pessoa não é membro da sala.',
    tooManyMembers: 'Esta sala já tem o máximo de membros.',
    lastOwner: 'Uma sala precisa de um responsável. Dê esse papel a outra pessoa antes.',
    loginRequired: 'Visitantes não podem entrar aqui. Entre com uma conta.',
    tokenExpired: 'Faz tempo demais que você entrou. Entre de novo.',
    badPassword: 'Uma senha tem de 8 a 256 caracteres e não é o nome.',
    wrongCredentials: 'O nome ou a senha estão errados.',
    disabled: 'Esta conta não pode ser usada.',
    signUpClosed: 'Aqui ninguém pode criar uma conta sozinho.',
    badInvite: 'Este convite não vale, ou não vale mais.',
    badSetupCode: 'Este não é o código que o servidor mostrou.',
    alreadySetUp: 'Este servidor já tem quem o administre.',
    alreadyRegistered: 'Você já criou uma conta com este nome. Entre nela.',
    tooManyAccounts: 'O servidor já tem o máximo de contas.',
    noSuchDevice: 'Este aparelho já não está na conta.',
    providerFailed: 'O outro lugar não disse quem você é. Tente de novo.',
    unavailable: 'O servidor não consegue ler ou guardar isso agora. Tente daqui a pouco.',
    foreignOrigin: 'O servidor não deixa esta página pedir isso.',
    loggedOut: 'Você saiu da conta neste aparelho. Entre de novo para continuar.',
    bannedHere: 'Você não pode entrar neste servidor.',
    passwordTooShort: 'Esta senha é curta demais.',
    unreachable: 'Não foi possível falar com o servidor agora. Tente daqui a pouco.',
    interrupted: 'Não é certo que isto tenha chegado: o servidor não sabe mais disso.',
    roomNameEmpty: 'O nome de uma sala precisa de uma letra ou de um número.',
    badQuery: 'Busque de uma a 16 palavras.',
    connectionLost: 'Não há conexão agora.',
  },
  closings: {
    1000: 'O servidor se despediu.',
    1001: 'O servidor está saindo do ar.',
    1002: 'A conexão foi danificada no caminho.',
    1003: 'O servidor não aceita este tipo de mensagem.',
    1005: 'A conexão terminou sem motivo declarado.',
    1006: 'A conexão foi perdida.',
    1007: 'Um texto foi danificado no caminho.',
    1008: 'Isto é contra as regras do servidor.',
    1009: 'A mensagem era grande demais para o servidor.',
    1011: 'Algo deu errado no servidor.',
    1012: 'O servidor está reiniciando.',
    1013: 'O servidor está sobrecarregado agora.',
    1015: 'Não foi possível criar uma conexão segura.',
    4001: 'O servidor não aceita quem você diz ser.',
    4002: 'Você saiu da conta.',
    4003: 'Você não pode mais entrar neste servidor.',
    4100: 'O servidor não soube a tempo quem você é.',
    4200: 'O servidor não ouviu nada daqui por tempo demais.',
    4201: 'As mensagens vieram mais rápido do que puderam ser recebidas.',
    other: 'O servidor encerrou a conexão.',
  },
  seen: seenPt,
};
