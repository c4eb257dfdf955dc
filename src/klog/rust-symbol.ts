// A Rust symbol as its author wrote it.
//
//   _RNvMs3_NtCshgDM7dBCdno_11rust_binder7processNtB5_7Process10update_ref
//   → <rust_binder::process::Process>::update_ref
//
// In: a symbol of the `v0` scheme, which the kernel is built with, compilers' suffixes and all. Out:
// its path, without crates' hashes; null where it is none, or longer or deeper than any real one.
// Source: Rust RFC 2603 (symbol name mangling v0). Punycode identifiers are left as they stand.

const deepest = 48;
const longest = 1000;

const basicTypes: Record<string, string> = {
  a: 'i8',
  b: 'bool',
  c: 'char',
  d: 'f64',
  e: 'str',
  f: 'f32',
  h: 'u8',
  i: 'isize',
  j: 'usize',
  l: 'i32',
  m: 'u32',
  n: 'i128',
  o: 'u128',
  p: '_',
  s: 'i16',
  t: 'u16',
  u: '()',
  v: '...',
  x: 'i64',
  y: 'u64',
  z: '!',
};

/** @param symbol as a trace has it: `_RNv…`, `__cfi__RNv…`, with or without `.llvm.123` */
export function rustPath(symbol: string): string | null {
  const mangled = /^(?:__cfi_|__pfx_)?_R(?<path>[A-Z]\w+)/.exec(symbol)?.groups?.path;
  if (mangled === undefined) return null;
  try {
    const path = new Demangler(mangled).path(0, true);
    return path.length <= longest ? path : null;
  } catch (error) {
    if (error instanceof NotMangled) return null;
    throw error;
  }
}

class NotMangled extends Error {}

class Demangler {
  readonly #text: string;
  #at = 0;
  /** Back references may unfold a short text into a long one. */
  #work = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** @param inValue in a value's path generic arguments follow `::` */
  path(depth: number, inValue: boolean): string {
    this.#enter(depth);
    const tag = this.#next();
    switch (tag) {
      case 'C': {
        return this.#identifier().name;
      }
      case 'M': {
        this.#skipImplPath(depth);
        return `<${this.#type(depth + 1)}>`;
      }
      case 'X':
      case 'Y': {
        if (tag === 'X') this.#skipImplPath(depth);
        const type = this.#type(depth + 1);
        return `<${type} as ${this.path(depth + 1, false)}>`;
      }
      case 'N': {
        const namespace = this.#next();
        const parent = this.path(depth + 1, inValue);
        const { name, disambiguator } = this.#identifier();
        if (/[a-z]/.test(namespace)) return name === '' ? parent : `${parent}::${name}`;
        const what = namespace === 'C' ? 'closure' : namespace === 'S' ? 'shim' : namespace;
        return `${parent}::{${what}${name === '' ? '' : `:${name}`}#${disambiguator}}`;
      }
      case 'I': {
        const generic = this.path(depth + 1, inValue);
        const list = this.#list(() => this.#genericArgument(depth + 1)).join(', ');
        return `${generic}${inValue ? '::' : ''}<${list}>`;
      }
      case 'B':
        return this.#again(() => this.path(depth + 1, inValue));
      default:
        throw new NotMangled();
    }
  }

  #type(depth: number): string {
    this.#enter(depth);
    const tag = this.#next();
    const basic = basicTypes[tag];
    if (basic !== undefined) return basic;
    const inner = () => this.#type(depth + 1);
    switch (tag) {
      case 'R':
      case 'Q':
        this.#lifetime();
        return `&${tag === 'Q' ? 'mut ' : ''}${inner()}`;
      case 'P':
        return `*const ${inner()}`;
      case 'O':
        return `*mut ${inner()}`;
      case 'S':
        return `[${inner()}]`;
      case 'A': {
        const element = inner();
        return `[${element}; ${this.#constant(depth + 1)}]`;
      }
      case 'T': {
        const parts = this.#list(inner);
        return `(${parts.join(', ')}${parts.length === 1 ? ',' : ''})`;
      }
      case 'F':
        return this.#functionType(depth + 1);
      case 'D':
        return this.#dynamicType(depth + 1);
      case 'B':
        return this.#again(inner);
      default:
        this.#at--;
        return this.path(depth + 1, false);
    }
  }

  #functionType(depth: number): string {
    this.#binder();
    const unsafe = this.#skip('U') ? 'unsafe ' : '';
    let abi = '';
    if (this.#skip('K')) {
      abi = this.#skip('C') ? 'extern "C" ' : `extern "${this.#identifier().name}" `;
    }
    const parameters = this.#list(() => this.#type(depth + 1)).join(', ');
    const result = this.#type(depth + 1);
    return `${unsafe}${abi}fn(${parameters})${result === '()' ? '' : ` -> ${result}`}`;
  }

  #dynamicType(depth: number): string {
    this.#binder();
    const traits = this.#list(() => {
      const trait = this.path(depth + 1, false);
      const bindings: string[] = [];
      while (this.#skip('p')) {
        const { name } = this.#identifier();
        bindings.push(`${name} = ${this.#type(depth + 1)}`);
      }
      if (bindings.length === 0) return trait;
      const open = trait.endsWith('>') ? `${trait.slice(0, -1)}, ` : `${trait}<`;
      return `${open}${bindings.join(', ')}>`;
    });
    if (!this.#lifetime()) throw new NotMangled();
    return `dyn ${traits.join(' + ')}`;
  }

  #genericArgument(depth: number): string {
    if (this.#lifetime()) return "'_";
    return this.#skip('K') ? this.#constant(depth) : this.#type(depth);
  }

  /** A constant's value in hexadecimal, `n` for a minus, up to `_`; `p` stands for any. */
  #constant(depth: number): string {
    this.#enter(depth);
    if (this.#skip('p')) return '_';
    if (this.#skip('B')) return this.#again(() => this.#constant(depth + 1));
    const type = this.#type(depth + 1);
    const minus = this.#skip('n') ? '-' : '';
    const end = this.#text.indexOf('_', this.#at);
    const digits = end < 0 ? '' : this.#text.slice(this.#at, end);
    if (!/^[0-9a-f]{0,32}$/.test(digits) || end < 0) throw new NotMangled();
    this.#at = end + 1;
    const value = BigInt(`0x${digits === '' ? '0' : digits}`);
    if (type === 'bool') return value === 0n ? 'false' : 'true';
    return `${minus}${value}`;
  }

  #skipImplPath(depth: number): void {
    this.#disambiguator();
    this.path(depth + 1, false);
  }

  #identifier(): { name: string; disambiguator: number } {
    const disambiguator = this.#disambiguator();
    this.#skip('u');
    const length = /^(?:0|[1-9]\d{0,3})/.exec(this.#text.slice(this.#at, this.#at + 4))?.[0];
    if (length === undefined) throw new NotMangled();
    this.#at += length.length;
    this.#skip('_');
    const name = this.#text.slice(this.#at, this.#at + Number(length));
    if (name.length !== Number(length)) throw new NotMangled();
    this.#at += name.length;
    return { name, disambiguator };
  }

  /** `s` and a number tell two of one name apart: 0 without it. */
  #disambiguator(): number {
    return this.#skip('s') ? this.#base62() + 1 : 0;
  }

  #lifetime(): boolean {
    if (!this.#skip('L')) return false;
    this.#base62();
    return true;
  }

  #binder(): void {
    if (this.#skip('G')) this.#base62();
  }

  /** `_` is 0, `0_` is 1, `Z_` is 62. */
  #base62(): number {
    const digits = /^\w{0,12}?_/.exec(this.#text.slice(this.#at, this.#at + 13))?.[0];
    if (digits === undefined) throw new NotMangled();
    this.#at += digits.length;
    if (digits === '_') return 0;
    let value = 0;
    for (const digit of digits.slice(0, -1)) {
      value =
        value * 62 +
        '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(digit);
    }
    return value + 1;
  }

  #list<Part>(read: () => Part): Part[] {
    const parts: Part[] = [];
    while (!this.#skip('E')) parts.push(read());
    return parts;
  }

  /** What stood at an earlier place of the symbol stands here again. */
  #again(read: () => string): string {
    const from = this.#at - 1;
    const target = this.#base62();
    if (target >= from) throw new NotMangled();
    const back = this.#at;
    this.#at = target;
    const text = read();
    this.#at = back;
    return text;
  }

  #enter(depth: number): void {
    if (depth > deepest || this.#work++ > longest) throw new NotMangled();
  }

  #next(): string {
    const character = this.#text[this.#at++];
    if (character === undefined) throw new NotMangled();
    return character;
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }
}
