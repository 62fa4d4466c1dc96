/** The app's icons: 24 × 24 strokes in the colour of the text, hidden from screen readers. */
import type { ReactNode } from "react";

function icon(children: ReactNode) {
  return function Icon(): ReactNode {
    return (
      <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        {children}
      </svg>
    );
  };
}

export const CameraIcon = icon(
  <>
    <path d="M4 8.5A1.5 1.5 0 0 1 5.5 7h2.2l1.5-2.2h5.6L16.3 7h2.2A1.5 1.5 0 0 1 20 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5z" />
    <circle cx="12" cy="12.8" r="3.4" />
  </>,
);
export const ListIcon = icon(<path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01" />);
export const BuildingIcon = icon(
  <path d="M5 20V5.5L13 4v16M13 9h6v11M3.5 20h17M8 8.5h2M8 12h2M8 15.5h2M16 12.5h.01M16 16h.01" />,
);
export const BookIcon = icon(
  <path d="M5 5.5A1.5 1.5 0 0 1 6.5 4H19v13H6.5A1.5 1.5 0 0 0 5 18.5zM5 18.5A1.5 1.5 0 0 0 6.5 20H19M9 8h6" />,
);
export const UserIcon = icon(
  <>
    <circle cx="12" cy="8.5" r="3.5" />
    <path d="M5 19.5c1-3.4 3.7-5 7-5s6 1.6 7 5" />
  </>,
);
export const SearchIcon = icon(
  <>
    <circle cx="11" cy="11" r="6" />
    <path d="m20 20-4.5-4.5" />
  </>,
);
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />);
export const CrossIcon = icon(<path d="M6 6l12 12M18 6 6 18" />);
export const AlertIcon = icon(<path d="M12 4.5 21 19.5H3zM12 10.5v4M12 17h.01" />);
export const ArrowLeftIcon = icon(<path d="M19 12H5m6-6-6 6 6 6" />);
export const ArrowRightIcon = icon(<path d="M5 12h14m-6-6 6 6-6 6" />);
export const ChevronUpIcon = icon(<path d="m6 14.5 6-6 6 6" />);
export const ChevronDownIcon = icon(<path d="m6 9.5 6 6 6-6" />);
export const ChevronLeftIcon = icon(<path d="m14.5 6-6 6 6 6" />);
export const ChevronRightIcon = icon(<path d="m9.5 6 6 6-6 6" />);
export const ChartIcon = icon(<path d="M4.5 4.5v15h15M8.5 16v-4M12.5 16V8M16.5 16v-6" />);
export const MoreIcon = icon(
  <>
    <circle cx="5.5" cy="12" r="1.2" />
    <circle cx="12" cy="12" r="1.2" />
    <circle cx="18.5" cy="12" r="1.2" />
  </>,
);
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const MinusIcon = icon(<path d="M5 12h14" />);
export const FitIcon = icon(<path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5" />);
export const RotateIcon = icon(<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4v5h-5" />);
export const RetryIcon = icon(
  <path d="M4.5 12a7.5 7.5 0 0 1 13-5.1L19.5 9M19.5 4v5h-5M19.5 12a7.5 7.5 0 0 1-13 5.1L4.5 15M4.5 20v-5h5" />,
);
export const TrashIcon = icon(
  <path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.5 7M10 10.5v6M14 10.5v6" />,
);
export const PencilIcon = icon(<path d="M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM13.5 7.5l3 3" />);
export const DownloadIcon = icon(<path d="M12 4.5v11m-4.5-4.5 4.5 4.5 4.5-4.5M5 19.5h14" />);
export const ExternalIcon = icon(<path d="M13.5 4.5h6v6M19.5 4.5l-8 8M17.5 14v5.5h-13v-13H10" />);
export const KeyboardIcon = icon(
  <path d="M3.5 7h17v10.5h-17zM7 10.5h.01M10.3 10.5h.01M13.7 10.5h.01M17 10.5h.01M8 14h8" />,
);
export const SunIcon = icon(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M18.4 5.6l-1.1 1.1M6.7 17.3l-1.1 1.1" />
  </>,
);
export const MoonIcon = icon(<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z" />);
export const LogoutIcon = icon(<path d="M10 4.5H5.5v15H10M14.5 8l4 4-4 4M18.5 12H9.5" />);
export const LanguageIcon = icon(
  <>
    <circle cx="12" cy="12" r="8" />
    <path d="M4 12h16M12 4c2.5 2.5 3.5 5 3.5 8s-1 5.5-3.5 8c-2.5-2.5-3.5-5-3.5-8s1-5.5 3.5-8z" />
  </>,
);
export const KeyIcon = icon(
  <>
    <circle cx="8" cy="15.5" r="3.5" />
    <path d="m10.5 13 8.5-8.5M15.5 8l3 3" />
  </>,
);
export const FileIcon = icon(<path d="M6.5 3.5h7.5l4 4v13h-11.5zM13.5 3.5V8H18M9.5 12.5h5M9.5 16h5" />);
export const ScissorsIcon = icon(
  <>
    <circle cx="6.5" cy="7" r="2.5" />
    <circle cx="6.5" cy="17" r="2.5" />
    <path d="m8.6 8.4 11 7.1M8.6 15.6l11-7.1" />
  </>,
);
export const CopyIcon = icon(<path d="M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4" />);
export const CloudOffIcon = icon(
  <path d="M4 4l16 16M8.5 8a5.5 5.5 0 0 0-1 3A4 4 0 0 0 8 19h9.5M19.8 16.8a3.8 3.8 0 0 0-2.3-6.6 5.5 5.5 0 0 0-6.5-4.6" />,
);
export const LockIcon = icon(<path d="M6 10.5h12v9H6zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5" />);
export const HistoryIcon = icon(<path d="M4.5 12a7.5 7.5 0 1 0 2.2-5.3L4.5 9M4.5 4v5h5M12 8v4.5l3 2" />);
export const SlidersIcon = icon(
  <path d="M4 7h9M17 7h3M4 12h3M11 12h9M4 17h11M19 17h1M15 5v4M9 10v4M17 15v4" />,
);
export const CalendarIcon = icon(<path d="M4.5 6h15v13.5h-15zM4.5 10h15M8.5 3.5v4M15.5 3.5v4" />);
export const SendIcon = icon(<path d="M4.5 12h11M11 7.5l4.5 4.5-4.5 4.5M19.5 4.5v15" />);
export const CarIcon = icon(
  <path d="M4.5 16.5v-4l2-5h11l2 5v4zM4.5 12.5h15M6.5 16.5V19M17.5 16.5V19M7.5 14.5h.01M16.5 14.5h.01" />,
);
export const ShopIcon = icon(
  <path d="M5 10v9.5h14V10M4 9l1.5-4.5h13L20 9c0 3-4 3-4 0 0 3-4 3-4 0 0 3-4 3-4 0 0 3-4 3-4 0zM10 19.5v-5h4v5" />,
);
export const CurrencyIcon = icon(<path d="M4.5 9h13l-3-3M19.5 15h-13l3 3" />);
export const PeopleIcon = icon(
  <>
    <circle cx="9" cy="8.5" r="3" />
    <path d="M3.5 18.5c.7-3 2.9-4.5 5.5-4.5s4.8 1.5 5.5 4.5M15.5 6a3 3 0 0 1 0 5.5M17 14.3c1.8.6 3 2 3.5 4.2" />
  </>,
);
export const OfficeIcon = icon(<path d="M4.5 8h15v11.5h-15zM9 8V5h6v3M4.5 13h15M12 12v2" />);

/** The mark: a receipt whose torn edge becomes a check. */
export function Mark(): ReactNode {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" className="mark-ground" />
      <path className="mark-paper" d="M9 6.5h14v18.2l-2.3-1.7-2.4 1.7L16 23l-2.3 1.7L11.3 23 9 24.7z" />
      <path className="mark-check" d="m12.3 14.3 2.7 2.7 4.9-5.2" />
    </svg>
  );
}
