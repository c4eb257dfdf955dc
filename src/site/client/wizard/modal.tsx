// A dialog that takes the page's attention while it is mounted and gives the focus back after.

import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface ModalProps {
  class: string;
  heading: string;
  onClose(): void;
  children: ComponentChildren;
}

export function Modal({ class: name, heading, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const headingId = useId();
  useEffect(() => {
    const focused = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (focused instanceof HTMLElement) focused.focus();
    };
  }, []);
  return (
    <dialog class={`modal ${name}`} aria-labelledby={headingId} ref={dialog} onClose={onClose}>
      <h2 id={headingId}>{heading}</h2>
      {children}
    </dialog>
  );
}
