/** The app's places, by who may go there: few at hand, the office's others in its menu. */
import type { ReactNode } from "react";
import type { MessageKey } from "../i18n";
import { canReview, canUpload, seesBooks, type Identity } from "../identity";
import {
  BookIcon,
  BuildingIcon,
  CalendarIcon,
  CameraIcon,
  CarIcon,
  ChartIcon,
  CurrencyIcon,
  ListIcon,
  PeopleIcon,
  SendIcon,
  ShopIcon,
  SlidersIcon,
} from "./icons";

export interface Place {
  href: string;
  label: MessageKey;
  icon: ReactNode;
}

export interface PlaceGroup {
  label: MessageKey;
  places: Place[];
}

export function placesFor({ role }: Identity): Place[] {
  return [
    ...(canUpload(role) ? [{ href: "/captura", label: "nav.capture", icon: <CameraIcon /> } as const] : []),
    { href: "/documente", label: "nav.documents", icon: <ListIcon /> },
    ...(seesBooks(role)
      ? ([
          { href: "/rapoarte", label: "nav.reports", icon: <BookIcon /> },
          { href: "/clienti", label: "nav.clients", icon: <BuildingIcon /> },
        ] as const)
      : []),
  ];
}

/** Empty for who has nothing to do with the office's own affairs. */
export function officePlacesFor({ role }: Identity): PlaceGroup[] {
  if (!seesBooks(role)) return [];
  const isOwner = role === "ROLE_OWNER";
  return [
    {
      label: "nav.group.books",
      places: [
        { href: "/perioade", label: "nav.periods", icon: <CalendarIcon /> },
        ...(canReview(role) ? [{ href: "/programe", label: "nav.sinks", icon: <SendIcon /> } as const] : []),
      ],
    },
    {
      label: "nav.group.facts",
      places: [
        { href: "/furnizori", label: "nav.suppliers", icon: <ShopIcon /> },
        { href: "/masini", label: "nav.vehicles", icon: <CarIcon /> },
        { href: "/cursuri", label: "nav.rates", icon: <CurrencyIcon /> },
      ],
    },
    {
      label: "nav.group.office",
      places: [
        { href: "/acasa", label: "nav.overview", icon: <ChartIcon /> },
        { href: "/setari", label: "nav.settings", icon: <SlidersIcon /> },
        ...(isOwner ? [{ href: "/echipa", label: "nav.team", icon: <PeopleIcon /> } as const] : []),
      ],
    },
  ];
}

/** Whether a page's address lies at a place. */
export function isAt(path: string, { href }: Place): boolean {
  return path === href || path.startsWith(`${href}/`);
}
