/** Short news at the foot of the page, read out by screen readers, gone after some seconds. */
import { useEffect, useSyncExternalStore, type ReactNode } from "react";

const SHOWN_MS = 5_000;

let current: { text: string } | null = null;
const listeners = new Set<() => void>();

function publish(next: typeof current): void {
  current = next;
  for (const listener of listeners) listener();
}

export function toast(text: string): void {
  publish({ text });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts(): ReactNode {
  const shown = useSyncExternalStore(subscribe, () => current);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => publish(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div role="status" data-testid="toast">
      {shown && <div className="toast">{shown.text}</div>}
    </div>
  );
}
