import { plurals } from './plurals';
import type { KeyTexts, PlacesTexts, LookTexts, SettingsTexts, TellTexts } from './texts-settings';

const counted = plurals('pt-BR');

export const settingsPt: SettingsTexts = {
  title: 'Preferências',
  language: 'Idioma',
  languageOfBrowser: 'O do navegador',
  offline: 'Este aparelho está sem rede.',
  offlineInside: 'Este aparelho está sem rede. O que você escreve fica guardado e é enviado quando ela voltar.',
};

export const tellPt: TellTexts = {
  title: 'Notificações',
  inRoom: (name, room) => `${name} em ${room}`,
  manyCalling: (count) =>
    counted(count, { one: '# mensagem nova menciona você', other: '# mensagens novas, com menção a você' }),
  desktop: 'Mostrar notificações fora da página',
  desktopHint: 'Só enquanto esta página está aberta, e não da sala que você está olhando.',
  desktopDenied: 'O navegador não permite. As configurações dele para este site dizem isso, e podem dizer o contrário.',
  desktopUnavailable: 'Este navegador não consegue fazer isso aqui.',
  sound: 'Tocar um som',
  volume: 'Volume do som',
  playSound: 'Tocar uma vez',
  quiet: 'Horário de silêncio',
  quietHint: 'Enquanto isso nada toca nem aparece; o que não foi lido é contado do mesmo jeito.',
  quietFrom: 'Das',
  quietTo: 'Às',
  ofRoom: 'Avisar sobre',
  usual: (telling) => `Padrão: ${telling}`,
  tellings: { all: 'Todas as mensagens', mentions: 'Menções a mim', none: 'Nada' },
  silenced: 'silenciada',
};

export const placesPt: PlacesTexts = {
  favourites: 'Favoritas',
  favour: 'Pôr entre as favoritas',
  unfavour: 'Tirar das favoritas',
  filter: 'Filtrar salas',
  noneFits: 'Nenhuma sala tem esse nome.',
  switcher: 'Ir para uma sala ou pessoa',
  switcherHint: 'Nome de uma sala ou pessoa',
  found: (count) =>
    counted(count, {
      none: 'Nada encontrado.',
      one: '1 encontrado; Enter abre',
      other: '# encontrados; setas escolhem, Enter abre',
    }),
  person: 'pessoa',
  sharedRooms: 'Salas em comum',
  idEnd: (id) => `o id termina em ${id}`,
};

export const keysPt: KeyTexts = {
  title: 'Atalhos de teclado',
  open: 'Mostrar atalhos de teclado',
  groups: { everywhere: 'Em toda parte', messages: 'Entre as mensagens', writing: 'Ao escrever' },
  switchRoom: 'Ir para uma sala ou pessoa',
  sheet: 'Mostrar estes atalhos',
  search: 'Buscar mensagens',
  previousRoom: 'Sala anterior',
  nextRoom: 'Próxima sala',
  previousUnread: 'Sala não lida anterior',
  nextUnread: 'Próxima sala não lida',
  markRead: 'Fechar o que está aberto; depois, ler tudo até o fim',
  moveAmong: 'Mensagem anterior e seguinte',
  firstLast: 'Primeira e última mensagem à vista',
  send: 'Enviar',
  newLine: 'Quebrar a linha',
  editLast: 'Editar sua última mensagem, com o campo vazio',
  bold: 'Negrito',
  italics: 'Itálico',
  code: 'Código',
  link: 'Um link do que está selecionado',
  undo: 'Desfazer a última mudança',
  leave: 'Deixar de editar ou responder',
  single: 'Atalhos de uma tecla só',
  singleHint: 'Como “?”. Desligue se você fala com o computador.',
  names: { Ctrl: 'Ctrl', Alt: 'Alt', Shift: 'Shift', Enter: 'Enter', Esc: 'Esc', Home: 'Home', End: 'End' },
};

export const lookPt: LookTexts = {
  title: 'Aparência',
  theme: 'Cores',
  themes: { system: 'Como no aparelho', light: 'Claras', dark: 'Escuras' },
  contrast: 'Alto contraste',
  contrastHint: 'Letras e linhas mais fortes. Também ligado quando o aparelho pede.',
};
