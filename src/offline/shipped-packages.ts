// What of other people's is inside the files that go out: for whoever has to answer for what they run.
//
// In: the files that esbuild put into our scripts. Out: the packages that they are of, with version and
// licence as each package says it; a bill of materials in CycloneDX 1.6; the licences' texts. Nothing of
// it names a day or a machine, so that the same packages give the same bytes.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };

export interface ShippedPackage {
  name: string;
  version: string;
  /** SPDX expression. */
  license: string;
  /** As the package ships it; null where it ships none. */
  licenseText: string | null;
}

const packageFolder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const licenseFile = /^(?:licen[cs]e|copying)(?:[-.][\w.-]+)?$/i;

/**
 * @param inputs paths as esbuild's metafile names them, from the working folder.
 * @param further names of packages whose files are copied, not bundled.
 */
export async function shippedPackages(
  inputs: Iterable<string>,
  project: string,
  further: readonly string[],
): Promise<ShippedPackage[]> {
  const folders = new Set(further.map((name) => join(project, 'node_modules', name)));
  for (const input of inputs) {
    const folder = packageFolder.exec(join(process.cwd(), input))?.[1];
    if (folder !== undefined) folders.add(folder);
  }
  const packages = await Promise.all([...folders].map(readPackage));
  return packages.sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}

async function readPackage(folder: string): Promise<ShippedPackage> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
    /** As packages said it before 2014. */
    licenses?: { type: string }[];
  };
  const { name, version } = manifest;
  const license = manifest.license ?? manifest.licenses?.map(({ type }) => type).join(' OR ');
  if (license === undefined) {
    throw new Error(
      `${name} ${version} does not say its licence: look into it before it is shipped.`,
    );
  }
  const entries = await readdir(folder, { withFileTypes: true });
  const [file] = entries
    .filter((entry) => entry.isFile() && licenseFile.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  const licenseText = file === undefined ? null : await readFile(join(folder, file), 'utf8');
  return { name, version, license, licenseText };
}

/** https://cyclonedx.org/docs/1.6/json/ */
export function billOfMaterials(packages: readonly ShippedPackage[]): string {
  const ours = `pkg:npm/${manifest.name}@${manifest.version}`;
  const components = packages.map(({ name, version, license }) => {
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    return {
      type: 'library',
      'bom-ref': purl,
      name,
      version,
      purl,
      licenses: [licenseOf(license)],
    };
  });
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': ours,
        name: manifest.name,
        version: manifest.version,
        purl: ours,
        licenses: [licenseOf(manifest.license)],
      },
    },
    components,
    dependencies: [{ ref: ours, dependsOn: components.map((each) => each['bom-ref']) }],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

const licenseOf = (spdx: string) =>
  /^[\w.+-]+$/.test(spdx) ? { license: { id: spdx } } : { expression: spdx };

export function licenseTexts(packages: readonly ShippedPackage[]): string {
  const texts = packages.map(({ name, version, license, licenseText }) =>
    [
      `${name} ${version}, ${license}`,
      (licenseText ?? 'The package ships no text of it.').trim(),
    ].join('\n\n'),
  );
  const rule = `\n\n${'-'.repeat(72)}\n\n`;
  return `${['Inside the files beside this one is code of these packages.', ...texts].join(rule)}\n`;
}
