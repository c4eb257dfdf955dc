// What the build tells the service worker: which files make up this version of the site.

export interface SiteFiles {
  /** Digest over all of them: the same files are the same version. */
  version: string;
  /** Digest of each file by its path from the site's root, with forward slashes. */
  files: Record<string, string>;
}
