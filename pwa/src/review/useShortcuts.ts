/** Keys that work on the whole page, but not while someone writes or a dialog is open. */
import { useEffect, useRef } from "react";

export type Shortcuts = Readonly<Record<string, () => void>>;

function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, select, textarea, [contenteditable]") !== null;
}

/** @param shortcuts by key, such as `j`, `?` or `Escape`; `Ctrl+Enter` works while writing, too */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.altKey || document.querySelector("[role=dialog]")) return;
      const held = event.ctrlKey || event.metaKey;
      if (!held && isWriting(event.target)) return;
      const run = latest.current[`${held ? "Ctrl+" : ""}${event.key}`];
      if (!run) return;
      event.preventDefault();
      run();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
