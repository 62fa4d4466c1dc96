/** A dialog over the whole page, by the browser's own: focus stays in it and Escape closes it. */
import { useEffect, useRef, type ReactNode } from "react";

export interface SheetProps {
  labelledBy: string;
  className: string;
  close: () => void;
  children: ReactNode;
}

export function Sheet({ labelledBy, className, close, children }: SheetProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} className={`sheet ${className}`} aria-labelledby={labelledBy} onClose={close}>
      {children}
    </dialog>
  );
}
