// Six hexadecimal digits that tell two hosts apart and do not say what they are called.
//
// FNV-1a over the salt and the name in lower case, then the last step of MurmurHash3, of which 24 bits
// are kept. It hides a name from who looks, not from who guesses it and has the salt.

export function digestHost(salt: string, name: string): string {
  let hash = 0x811c9dc5;
  for (const unit of `${salt}\n${name.toLowerCase()}`) {
    hash = Math.imul(hash ^ unit.codePointAt(0)!, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 8).toString(16).padStart(6, '0');
}
