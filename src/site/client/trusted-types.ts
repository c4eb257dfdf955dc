// The page's policy lets no text become code or markup, save through the few doors that are opened here:
// `require-trusted-types-for 'script'` and `trusted-types` (src/offline/content-security.ts). A browser
// without Trusted Types takes the text as ever; the rest of the policy holds there too.
//
// Each of the page's scripts opens a door of its own, since a name can be used once a page.

/** What is used of the browser's; TypeScript's DOM does not know it yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL?(address: string): string; createHTML?(markup: string): string },
  ): { createScriptURL(address: string): string; createHTML(markup: string): string };
}

const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;

/** Lets scripts be named that lie below `folder`, an address, and no other. */
export function scriptDoor(name: string, folder: string): (address: string) => string {
  const createScriptURL = (address: string): string => {
    if (address.startsWith(folder)) return address;
    throw new TypeError(`${address} is no script of this page`);
  };
  const policy = trustedTypes?.createPolicy(name, { createScriptURL });
  return (address) => (policy ? policy.createScriptURL(address) : createScriptURL(address));
}

/** Lets markup be read that the build made safe. */
export function markupDoor(name: string): (markup: string) => string {
  const policy = trustedTypes?.createPolicy(name, { createHTML: (markup) => markup });
  return (markup) => (policy ? policy.createHTML(markup) : markup);
}
