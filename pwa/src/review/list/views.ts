/** Filters that a person saved under a name; kept on this device, for each user apart. */
import { useState } from "react";
import type { WorkSearch } from "../search";
import { readWorkSearch } from "../search";

export interface View {
  name: string;
  search: WorkSearch;
}

const key = (user: string): string => `contapics.views.${user}`;

export function readViews(user: string): View[] {
  try {
    const stored = JSON.parse(localStorage.getItem(key(user)) ?? "[]") as View[];
    return stored.map(({ name, search }) => ({
      name,
      search: readWorkSearch(search as Record<string, unknown>),
    }));
  } catch {
    // What an older version or another program left behind is no reason to show nothing.
    return [];
  }
}

export function sameSearch(one: WorkSearch, other: WorkSearch): boolean {
  const plain = (search: WorkSearch): string =>
    JSON.stringify(
      Object.entries(search)
        .filter(([, value]) => value !== undefined)
        .sort(([a], [b]) => a.localeCompare(b)),
    );
  return plain(one) === plain(other);
}

export function useViews(user: string) {
  const [views, setViews] = useState(() => readViews(user));
  function keep(next: View[]): void {
    localStorage.setItem(key(user), JSON.stringify(next));
    setViews(next);
  }
  return {
    views,
    /** Saves under a name; another view of that name is replaced. */
    save: (view: View) => keep([...views.filter(({ name }) => name !== view.name), view]),
    remove: (name: string) => keep(views.filter((view) => view.name !== name)),
  };
}
