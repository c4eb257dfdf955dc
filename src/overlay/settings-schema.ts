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

export const settingsSchema = z.strictObject({
  name: line('Write the name of your organisation: `name: Example Hosting`.')
    .optional()
    .describe('Shown in the header, on paper and beside every part that is yours.'),
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
