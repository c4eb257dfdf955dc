// An element of a page or a drawing, for what is written without a template.

import type { Element, ElementContent, Properties } from 'hast';

export const element = (
  tagName: string,
  properties: Properties = {},
  ...children: (ElementContent | string)[]
): Element => ({
  type: 'element',
  tagName,
  properties,
  children: children.map((child) =>
    typeof child === 'string' ? { type: 'text', value: child } : child,
  ),
});
