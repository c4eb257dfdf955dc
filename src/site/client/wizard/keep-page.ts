// A log that is open stays open: links that would leave its page open in a tab of their own. Going back
// would not bring it back: on file:// no browser keeps a page that was left, and nothing is stored.
//
// In the single file every page is inside this one, and its links stay as they are.

import { useEffect } from 'preact/hooks';

export function useKeepPage(holdsWork: boolean, tell: (sentence: string) => void): void {
  useEffect(() => {
    if (!holdsWork) return;
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0) return;
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (!link?.href || link.target !== '' || link.hasAttribute('download')) return;
      if (leavesHash(link.href)) {
        link.target = '_blank';
        link.rel = 'noopener';
        tell('Opened in a new tab. The log stays here.');
      }
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, [holdsWork]);
}

function leavesHash(href: string): boolean {
  return href.replace(/#.*$/s, '') !== location.href.replace(/#.*$/s, '');
}
