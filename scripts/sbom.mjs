// Writes the bill of materials of the Rust program as CycloneDX 1.5, from what cargo resolves by Cargo.lock for this machine:
//   node scripts/sbom.mjs FILE
// It says nothing that changes from run to run, so that two of the same sources are the same.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const [out] = process.argv.slice(2);
if (out === undefined) {
  console.error('usage: node scripts/sbom.mjs FILE');
  process.exit(2);
}

const run = (command, ...args) => execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
const host = /^host: (.+)$/m.exec(run('rustc', '-vV'))[1];
const metadata = JSON.parse(run('cargo', 'metadata', '--format-version', '1', '--locked', '--filter-platform', host));
const packages = new Map(metadata.packages.map((it) => [it.id, it]));
const nodes = new Map(metadata.resolve.nodes.map((it) => [it.id, it]));
const root = metadata.resolve.root ?? metadata.workspace_default_members[0];

// The digest of each package as crates.io has it.
const lock = readFileSync('Cargo.lock', 'utf8').split('[[package]]').slice(1);
const entry = (text, key) => new RegExp(`^${key} = "(.+)"$`, 'm').exec(text)?.[1];
const digests = new Map(lock.map((text) => [`${entry(text, 'name')}@${entry(text, 'version')}`, entry(text, 'checksum')]));

// What goes into the program or builds it; the rest of what is resolved only tests it.
const needs = (id) => nodes.get(id).deps.filter((dep) => dep.dep_kinds.some(({ kind }) => kind !== 'dev')).map((dep) => dep.pkg);
const required = new Set([root]);
for (const id of required) needs(id).forEach((next) => required.add(next));

const purl = ({ name, version }) => `pkg:cargo/${name}@${version}`;
const licences = ({ license, name, version }) => {
  if (!license) throw new Error(`${name} ${version} names no licence`);
  return [{ expression: license.replaceAll('/', ' OR ').replaceAll(/ +/g, ' ') }];
};
const hashes = ({ name, version, source }) => {
  const digest = digests.get(`${name}@${version}`);
  if (source && !digest) throw new Error(`${name} ${version} has no digest in Cargo.lock`);
  return digest ? { hashes: [{ alg: 'SHA-256', content: digest }] } : {};
};
const component = (it) => ({
  type: it.id === root ? 'application' : 'library',
  'bom-ref': purl(it),
  name: it.name,
  version: it.version,
  ...(it.id === root ? {} : { scope: required.has(it.id) ? 'required' : 'excluded' }),
  ...hashes(it),
  licenses: licences(it),
  purl: purl(it),
  ...(it.repository ? { externalReferences: [{ type: 'vcs', url: it.repository }] } : {}),
});

const resolved = [...nodes.keys()].map((id) => packages.get(id)).sort((a, b) => (purl(a) < purl(b) ? -1 : 1));
const bom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: { tools: { components: [{ type: 'application', name: 'custody scripts/sbom.mjs' }] }, component: component(packages.get(root)) },
  components: resolved.filter((it) => it.id !== root).map(component),
  dependencies: resolved.map((it) => ({
    ref: purl(it),
    dependsOn: [...new Set((it.id === root || required.has(it.id) ? needs(it.id) : nodes.get(it.id).deps.map((dep) => dep.pkg)).map((id) => purl(packages.get(id))))].sort(),
  })),
};
writeFileSync(out, `${JSON.stringify(bom, null, 2)}\n`);
const count = bom.components.filter((it) => it.scope === 'required').length;
console.log(`${out}: ${count} packages of the program, ${bom.components.length - count} that only test it`);
