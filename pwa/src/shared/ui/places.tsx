/** The app's places, by who may go there: few at hand, the office's others in its menu. */
import type { ReactNode } from "react";
import type { MessageKey } from "../i18n";
import { canUpload, seesBooks, type Identity } from "../identity";
import { BookIcon, BuildingIcon, CalendarIcon, CameraIcon, ListIcon, SlidersIcon } from "./icons";

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
  return [
    {
      label: "nav.group.books",
      places: [{ href: "/perioade", label: "nav.periods", icon: <CalendarIcon /> }],
    },
    {
      label: "nav.group.office",
      places: [{ href: "/setari", label: "nav.settings", icon: <SlidersIcon /> }],
    },
  ];
}

/** Whether a page's address lies at a place. */
export function isAt(path: string, { href }: Place): boolean {
  return path === href || path.startsWith(`${href}/`);
}
