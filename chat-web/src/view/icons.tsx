import type { ReactElement } from 'react';

/** Drawn on a 24 by 24 grid with the colour of the text; decoration only, so never announced. */
function Icon({ path }: { path: string }): ReactElement {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  );
}

export const RoomsIcon = () => <Icon path="M4 6h16M4 12h16M4 18h16" />;
export const PeopleIcon = () => (
  <Icon path="M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20a6.500 6.500 0 0 1 13 0M16 4.500a3.500 3.500 0 0 1 0 6.500M18 14.500a6.500 6.500 0 0 1 3.500 5.500" />
);
export const CloseIcon = () => <Icon path="M6 6l12 12M18 6L6 18" />;
export const PlusIcon = () => <Icon path="M12 5v14M5 12h14" />;
export const SendIcon = () => <Icon path="M4 12l16-8-6 16-3-7-7-1z" />;
export const ReplyIcon = () => <Icon path="M10 6l-6 6 6 6M4 12h10a6 6 0 0 1 6 6v1" />;
export const LeaveIcon = () => <Icon path="M14 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h8M11 12h10M17 8l4 4-4 4" />;
export const DownIcon = () => <Icon path="M12 5v14M6 13l6 6 6-6" />;
export const AlertIcon = () => <Icon path="M12 4l9 16H3l9-16zM12 10v4M12 17v.500" />;
export const HashIcon = () => <Icon path="M9 4L7 20M17 4l-2 16M4 9h16M4 15h16" />;
export const SearchIcon = () => (
  <Icon path="M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.300 15.300L20 20" />
);
export const PinIcon = () => <Icon path="M9 4h6l-.700 6.500L18 13.500V15H6v-1.500l3.700-3L9 4zM12 15v5.500" />;
export const MoreIcon = () => <Icon path="M5 11.500v1M4.500 12h1M12 11.500v1M11.500 12h1M19 11.500v1M18.500 12h1" />;
export const EditIcon = () => <Icon path="M4 20h4L19.500 8.500l-4-4L4 16v4zM13 7l4 4" />;
export const DeleteIcon = () => <Icon path="M5 7h14M10 7V4.500h4V7M7 7l1 13h8l1-13" />;
export const SaveIcon = () => <Icon path="M5 12.500l4.500 4.500L19 7.500" />;
export const LockIcon = () => <Icon path="M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3" />;
export const TalkIcon = () => <Icon path="M4 5h16v11H10l-4 4v-4H4z" />;
export const InfoIcon = () => <Icon path="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.500M12 7.500v.500" />;
export const MeIcon = () => <Icon path="M12 11.500a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500a7.500 7.500 0 0 1 15 0" />;
export const StarIcon = () => (
  <Icon path="M12 4l2.500 5.200 5.700.800-4.100 4 1 5.700-5.100-2.700-5.100 2.700 1-5.700-4.100-4 5.700-.800z" />
);
export const BellIcon = () => <Icon path="M6 16V11a6 6 0 0 1 12 0v5l1.500 2h-15zM10 21h4" />;
export const SettingsIcon = () => (
  <Icon path="M4 7h9M17 7h3M4 17h3M11 17h9M15 9.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM9 19.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z" />
);
export const FlagIcon = () => <Icon path="M6 21V4M6 5h11l-2.500 4 2.500 4H6" />;
export const LinkIcon = () => (
  <Icon path="M10 14a4 4 0 0 0 5.700 0l3-3a4 4 0 0 0-5.700-5.700l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1" />
);
export const CopyIcon = () => <Icon path="M9 9h11v11H9zM15 9V4H4v11h5" />;
export const InviteIcon = () => (
  <Icon path="M9.500 11.500a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2.500 20.500a7 7 0 0 1 14 0M19 7.500v6M16 10.500h6" />
);
export const BlockIcon = () => <Icon path="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM5.700 5.700l12.600 12.600" />;
export const EmojiIcon = () => (
  <Icon path="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.500 14.500a4.200 4.200 0 0 0 7 0M9 9.500v.01M15 9.500v.01" />
);
