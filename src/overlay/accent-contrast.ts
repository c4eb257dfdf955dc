// Whether a colour can be read as the text of links on our papers, light and dark, and the nearest
// that can. WCAG 2.2, success criterion 1.4.3: 4.5 to 1 for text.
//
// The nearest is looked for in OKLCH, in which equal steps look equal (Ottosson, "A perceptual color
// space for image processing", 2020): the hue stays, the lightness moves, and colour is given up only
// where the screen cannot show so much of it.

export type Scheme = 'light' | 'dark';
type Triple = [number, number, number];

/** What text in the accent may stand on; the same as in src/site/styles/tokens.css. */
export const papers: Record<Scheme, readonly string[]> = {
  light: ['#fbfaf8', '#f4f2ee', '#eae7e1'],
  dark: ['#191816', '#22201d', '#2f2c28'],
};
export const leastContrast = 4.5;
/** How much of the accent is in the paper that marks a chosen thing. */
const tint: Record<Scheme, number> = { light: 0.1, dark: 0.16 };
const lightnessStep = 0.002;

/** Of the accent with the worst paper, its own tinted one included: 1 to 21. */
export function contrastOnPapers(accent: string, scheme: Scheme): number {
  const all = [...papers[scheme], accentPaper(accent, scheme)];
  return Math.min(...all.map((paper) => contrast(accent, paper)));
}

/** The paper of chosen things: some of the accent in the page's own. */
export function accentPaper(accent: string, scheme: Scheme): string {
  const [over, under] = [channels(accent), channels(papers[scheme][0]!)];
  return hex(under.map((value, index) => value + (over[index]! - value) * tint[scheme]) as Triple);
}

/** The colour itself where it can be read; else the nearest of its hue that can. */
export function nearestReadable(accent: string, scheme: Scheme): string {
  if (contrastOnPapers(accent, scheme) >= leastContrast) return accent;
  const [lightness, chroma, hue] = toOklch(channels(accent));
  const direction = scheme === 'light' ? -1 : 1;
  for (let at = lightness; at > 0 && at < 1; at += direction * lightnessStep) {
    const candidate = hex(inGamut(at, chroma, hue));
    if (contrastOnPapers(candidate, scheme) >= leastContrast) return candidate;
  }
  return scheme === 'light' ? '#000000' : '#ffffff';
}

function contrast(one: string, other: string): number {
  const [a, b] = [luminance(channels(one)), luminance(channels(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** WCAG's relative luminance. */
function luminance(colour: Triple): number {
  const [red, green, blue] = colour.map(toLinear) as Triple;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const toLinear = (value: number) =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const fromLinear = (value: number) =>
  value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;

/** `#0b6e4f` or `#abc` → red, green, blue, 0 to 1. */
function channels(text: string): Triple {
  const digits =
    text.length === 4 ? [...text.slice(1)].map((digit) => digit + digit).join('') : text.slice(1);
  return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255) as Triple;
}

function hex(colour: Triple): string {
  const byte = (value: number) =>
    Math.round(Math.min(1, Math.max(0, value)) * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${colour.map(byte).join('')}`;
}

function toOklch(colour: Triple): Triple {
  const [r, g, b] = colour.map(toLinear) as Triple;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return [lightness, Math.hypot(a, bb), Math.atan2(bb, a)];
}

function fromOklch([lightness, chroma, hue]: Triple): Triple {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** With as much of the chroma as a screen can show at this lightness. */
function inGamut(lightness: number, chroma: number, hue: number): Triple {
  const fits = (colour: Triple) => colour.every((value) => value >= -0.0005 && value <= 1.0005);
  let least = 0;
  let most = chroma;
  if (!fits(fromOklch([lightness, chroma, hue]))) {
    for (let round = 0; round < 20; round++) {
      const middle = (least + most) / 2;
      if (fits(fromOklch([lightness, middle, hue]))) least = middle;
      else most = middle;
    }
    most = least;
  }
  return fromOklch([lightness, most, hue]).map((value) => fromLinear(Math.max(0, value))) as Triple;
}
