// Where things stand in the site, from its root; made relative after the build.

export const runbookAddress = (id: string, section?: string): string =>
  `/runbooks/${id}/${section ? `#${section}` : ''}`;

export const kindAddress = (slug: string): string => `/kinds/#${slug}`;
export const areaAddress = (slug: string): string => `/runbooks/#${slug}`;
export const taintAddress = (letter: string): string => `/taint/#flag-${letter}`;
export const authorAddress = (id: string): string => `/authors/${id}/`;
