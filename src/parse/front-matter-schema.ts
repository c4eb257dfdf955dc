// The front matter of a runbook: one schema that checks what authors write and, as
// schema/front-matter.schema.json, helps them write it.

import { z } from 'zod';

const words = z.union([z.string(), z.array(z.string())]);

const source = z.union([
  z.string(),
  z.strictObject({
    text: z.string().describe('Kernel file and version, documentation page, man page or package.'),
    url: z.string().optional(),
  }),
]);

export const frontMatterSchema = z.strictObject({
  status: z
    .enum(['draft', 'published'])
    .optional()
    .describe('Published runbooks are held to every rule; a draft is warned instead.'),
  type: z
    .enum(['runbook', 'guide'])
    .optional()
    .describe(
      'A guide is a procedure that many failures need; it covers no kind, no log leads to it.',
    ),
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/)
    .optional()
    .describe('Only where it differs from the path, to correct another runbook by its id.'),
  corrects: z
    .string()
    .min(1)
    .optional()
    .describe('In an overlay: the id of the runbook that this adds to or replaces parts of.'),
  replaces: words
    .optional()
    .describe('With `corrects`: anchors of the headings whose text is replaced.'),
  title: z.string().min(1).optional().describe('The first heading where it is absent.'),
  area: z.string().min(1).optional().describe('The first folder of the path where it is absent.'),
  kinds: words.optional().describe('Slugs of content/vocabulary/kinds.json that this covers.'),
  severity: z
    .enum(['fatal', 'failure', 'notice'])
    .optional()
    .describe('The kernel stopped, something broke, or it is worth a line.'),
  class: z
    .enum(['hardware', 'software', 'configuration', 'resource', 'unknown'])
    .optional()
    .describe('Where the cause lies most often.'),
  architectures: words.optional().describe('x86_64, arm64, … Every one where it is absent.'),
  kernels: z
    .union([z.string(), z.number()])
    .optional()
    .describe('Versions that it speaks of: `>= 4.12`.'),
  distributions: words.optional().describe('Those that it was written for: Debian, RHEL, …'),
  owner: z.string().optional().describe('Who keeps it true: a person or a team.'),
  reviewed: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .describe('Day of the last review, YYYY-MM-DD.'),
  escalation: z.string().optional().describe('Whom to wake, and when.'),
  sources: z
    .union([z.string(), z.array(source)])
    .optional()
    .describe('Kernel files with their version, man pages, packages.'),
  next: words.optional().describe('Paths of the runbooks to go on with, relative to this file.'),
});

export type FrontMatter = z.infer<typeof frontMatterSchema>;
