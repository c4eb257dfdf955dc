// What `panicroom.yaml` of an overlay may say: one schema that checks it and, as
// schema/overlay.schema.json, helps to write it. Each error text is what to write instead.

import { z } from 'zod';

const risks = ['read-only', 'changes-state', 'reboots', 'destroys-data'] as const;
const risk = z.enum(risks, { error: `Write one of: ${risks.join(', ')}.` });

const words = (fix: string) => z.array(z.string({ error: fix }), { error: fix });
const globs = words('Write a list of words in which `*` stands for anything: ["status", "show*"].');

const slug = z
  .string({ error: 'Write it in lower-case letters, digits and hyphens: `storage-arrays`.' })
  .regex(
    /^[a-z0-9][a-z0-9-]*$/,
    'Write it in lower-case letters, digits and hyphens: `storage-arrays`.',
  );

/** One line, seen as it is written. */
const line = (fix: string) =>
  z
    .string({ error: fix })
    .trim()
    .min(1, fix)
    .max(200, 'Write at most 200 characters.')
    .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'Write one line, without control or invisible characters.');

const area = z.strictObject(
  {
    slug: slug.describe('The folder below runbooks/ that it is for.'),
    label: line('Write a short name: `label: Storage arrays`.'),
    about: line('Write a sentence: `about: The arrays that our databases stand on.`').optional(),
  },
  { error: 'Write `slug:` and `label:` of an area, a line each.' },
);

const toolRow = z.strictObject({
  words: z
    .array(globs, { error: 'Write a list of words for each operand: [["status", "list"]].' })
    .optional()
    .describe('For the first, second, … operand: the words that it may be.'),
  argument: globs.optional().describe('Words, one of which any argument is.'),
  flag: globs.optional().describe('Letters, one of which stands in a bundle of short options.'),
  bare: z.literal(true).optional().describe('Only where there are no operands at all.'),
  risk,
});

const tool = z.strictObject(
  {
    risk: risk.describe('Of every call that no row speaks of.'),
    valueOptions: words('Write a list of options that take a value: ["-n", "--name"].').optional(),
    script: z.literal(true).optional().describe('Its first operand is a program of its own.'),
    rows: z
      .array(toolRow)
      .optional()
      .describe('Calls with another risk; the first that fits counts.'),
  },
  { error: 'Write `risk:` of the tool: `hostctl: { risk: changes-state }`.' },
);

const names = (fix: string) => z.array(line(fix), { error: fix });

const contact = z
  .strictObject(
    {
      who: line('Write the role or team: `who: storage on-call`.').describe(
        'A role or a team, not a person: people change.',
      ),
      when: line('Write when they are called: `when: a disk or an array is in it`.').optional(),
      phone: z
        .string({
          error: 'Put the number in quotes, so that it stays as it is written: "+1 555 0100".',
        })
        .trim()
        .regex(/^\+?[\d ()/.-]{3,30}$/, 'Write digits, blanks and + alone: "+1 555 0100".')
        .optional(),
      chat: line('Write the channel in quotes: "#storage-oncall".').optional(),
      mail: z
        .string({ error: 'Write an address: `mail: storage-oncall@example.org`.' })
        .trim()
        .regex(
          /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$/,
          'Write an address: `mail: storage-oncall@example.org`.',
        )
        .optional(),
      page: z
        .string({ error: 'Write an address: `page: https://example.org/on-call`.' })
        .trim()
        .regex(/^https?:\/\/\S{1,500}$/, 'Write an address that begins with https://.')
        .optional()
        .describe('Where they are paged, or where the rota stands.'),
      areas: names('Write a list of areas: `areas: [storage]`.').optional(),
      runbooks: names('Write a list of runbooks: `runbooks: [memory/oom-kill]`.').optional(),
    },
    { error: 'Write `who:` and how they are reached: `phone:`, `chat:`, `mail:` or `page:`.' },
  )
  .refine(
    ({ phone, chat, mail, page }) => [phone, chat, mail, page].some((way) => way !== undefined),
    'Say how they are reached: `phone:`, `chat:`, `mail:` or `page:`.',
  );

const colour = z
  .string({ error: 'Write the colour in quotes, as #rrggbb: "#0b6e4f".' })
  .regex(/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i, 'Write the colour in quotes, as #rrggbb: "#0b6e4f".');

export const settingsSchema = z.strictObject({
  name: line('Write the name of your organisation: `name: Example Hosting`.')
    .max(60, 'Write a name of at most 60 characters: it stands in every header.')
    .optional()
    .describe('Shown in the header, on paper and beside every part that is yours.'),
  accent: z
    .union([colour, z.strictObject({ light: colour, dark: colour })], {
      error:
        'Write a colour in quotes, "#0b6e4f", or one for each: { light: "#0b6e4f", dark: "#4cae8c" }.',
    })
    .optional()
    .describe(
      'Colour of links and of what is chosen; it must be readable on the light and the dark page.',
    ),
  logo: line('Write the path of a PNG or SVG in this folder: `logo: logo.svg`.')
    .optional()
    .describe('A PNG or SVG beside this file, up to 64 KB; shown in the header and on paper.'),
  contacts: z
    .array(contact, { error: 'Write a list of contacts, each beginning with `- who:`.' })
    .optional()
    .describe(
      'Whom to call, in the order in which they are tried. Without areas and runbooks: for all.',
    ),
  areas: z
    .array(area, { error: 'Write a list of areas, each with `slug:` and `label:`.' })
    .optional()
    .describe('Areas beside those of the library, in the order in which they are shown.'),
  tools: z
    .record(
      z.string().regex(/^[\w.+-]+$/, 'Write the name of the program alone, without its folder.'),
      tool,
      { error: 'Write a tool a line, with its risk: `hostctl: { risk: changes-state }`.' },
    )
    .optional()
    .describe('Your own programs, and what they do to a machine.'),
});

export type OverlaySettings = z.infer<typeof settingsSchema>;
