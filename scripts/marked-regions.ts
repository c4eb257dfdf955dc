// Parts of a page that a program writes, between marks; what people wrote around them stays.
//
//     <!-- from: kinds -->
//     … made by the program …
//     <!-- to -->
//
// Content of one line stays in the line of its marks.

const region = /(<!-- from: ([a-z-]+) -->)[\s\S]*?(<!-- to -->)/g;

/** The page with its regions made anew; those that `contentOf` does not know stay. */
export function withRegions(page: string, contentOf: (name: string) => string | undefined): string {
  return page.replace(region, (whole, open: string, name: string, close: string) => {
    const content = contentOf(name);
    if (content === undefined) return whole;
    return content.includes('\n') ? `${open}\n${content}\n${close}` : `${open}${content}${close}`;
  });
}

/** Names of the regions that a page has, in order. */
export const regionsIn = (page: string): string[] =>
  [...page.matchAll(region)].map(([, , name]) => name!);

/** The page with one region made anew. Throws where the page has no place for it. */
export function withRegion(page: string, file: string, name: string, content: string): string {
  if (!regionsIn(page).includes(name)) {
    throw new Error(
      `${file}: there is no place for "${name}". Write <!-- from: ${name} --> and, ` +
        'in a line below it, <!-- to --> where it should stand.',
    );
  }
  return withRegions(page, (each) => (each === name ? content : undefined));
}
