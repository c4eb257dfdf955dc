// In: what is known of names. Out: one sentence about those that were replaced, a number a kind and no
// name.

import type { Identity, IdentityKind } from './pseudonyms.ts';

const kindWords: Readonly<Record<IdentityKind, [one: string, more: string]>> = {
  host: ['host name', 'host names'],
  user: ['user name', 'user names'],
  email: ['mail address', 'mail addresses'],
  ipv4: ['IPv4 address', 'IPv4 addresses'],
  ipv6: ['IPv6 address', 'IPv6 addresses'],
  mac: ['hardware address', 'hardware addresses'],
  uuid: ['UUID', 'UUIDs'],
  serial: ['serial number', 'serial numbers'],
};

export function kindInWords(kind: IdentityKind, count = 2): string {
  return kindWords[kind][count === 1 ? 0 : 1];
}

/** `Replaced by stand-ins: 2 host names, 1 IPv4 address.`; null where nothing was. */
export function countIdentities(identities: readonly Identity[]): string | null {
  const counts = new Map<IdentityKind, number>();
  for (const { kind, count } of identities)
    if (count > 0) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (counts.size === 0) return null;
  const parts = [...counts].map(([kind, count]) => `${count} ${kindInWords(kind, count)}`);
  return `Replaced by stand-ins: ${parts.join(', ')}.`;
}
