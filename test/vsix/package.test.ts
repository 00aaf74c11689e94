import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePackaged } from '../../scripts/lib/build.ts';
import { installVsix } from '../../scripts/lib/codeServer.ts';
import * as tables from '../../src/project/lint/cmdletParameters.ts';
import { ensureHost } from '../../scripts/lib/host.ts';

/** What a user gets, and nothing else. */
const allowed = /^(dist\/(extension|client|certificate|scripts|language|debug|lint|types|tests|service|worker|sandbox|engine|later|rare|web|mail)\.cjs|dist\/bootstrap\.ps1|media\/.+\.(svg|png|md|ps1|yaml|json)|syntaxes\/[\w.-]+\.json|l10n\/[\w.-]+\.json|language-configuration\.json|package(\.nls)?\.json|(readme|changelog)\.md|LICENSE\.txt|\.vsixmanifest)$/i;

/** In KB of 1024 bytes (design: size budgets). */
const budgets: Readonly<Record<string, number>> = {
  // What the extension reads when the editor starts, and what it loads when a connection or a text is opened.
  'dist/extension.cjs': 200,
  'dist/client.cjs': 400,
  'dist/language.cjs': 700,
  'dist/debug.cjs': 400,
  'dist/lint.cjs': 100,
  'dist/types.cjs': 150,
  'dist/tests.cjs': 400,
  'dist/service.cjs': 700,
  'dist/certificate.cjs': 200,
  // What the service reads with the first script or module that comes.
  'dist/scripts.cjs': 400,
  'dist/worker.cjs': 900,
  'dist/sandbox.cjs': 1536,
  'dist/engine.cjs': 1536,
  // Every cmdlet and type that few scripts use, at the first use of one of them: what moves here leaves the engine that every sandbox reads.
  'dist/later.cjs': 700,
  'dist/rare.cjs': 200,
  'dist/web.cjs': 400,
  'dist/mail.cjs': 400,
};

describe('the packed extension', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'sma-vsix-'));
  const profile = { data: join(temporary, 'data'), extensions: join(temporary, 'extensions') };
  let vsix = '';
  let folder = '';
  let files: string[] = [];

  before(async () => {
    vsix = await ensurePackaged();
    await installVsix(await ensureHost(), profile, vsix);
    const name = readdirSync(profile.extensions).find((each) => each.startsWith('smarunbooks.sma-runbooks-'));
    assert.ok(name, 'VS Code has installed it under its identifier');
    folder = join(profile.extensions, name);
    files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/')).filter((file) => statSync(join(folder, file)).isFile());
  });
  after(() => rmSync(temporary, { recursive: true, force: true }));

  it('holds what a user needs and nothing else', () => {
    assert.deepEqual(files.filter((file) => !allowed.test(file)), []);
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main: string; icon?: string };
    for (const needed of [manifest.main.replace('./', ''), manifest.icon ?? 'media/icon.png', ...Object.keys(budgets), 'package.nls.json', 'dist/bootstrap.ps1']) {
      assert.ok(files.includes(needed), `${needed} is in the package`);
    }
  });

  it('has no file that the manifest names missing', () => {
    const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
    const named = [...manifest.matchAll(/"\.?\/?((?:media|syntaxes|dist|l10n)\/[^"]+\.\w+)"/g)].map((match) => match[1] ?? '');
    assert.ok(named.length > 0);
    assert.deepEqual(named.filter((file) => !files.includes(file)), []);
  });

  it('holds the parameters of activities beside the language, which reads them when a workflow has activities', () => {
    const { CMDLET_PARAMETERS, COMMON } = tables, text = (file: string): string => readFileSync(join(folder, 'dist', file), 'utf8');
    const { parameters } = createRequire(import.meta.url)(join(folder, 'dist/lint.cjs')) as { parameters: Pick<typeof tables, 'CMDLET_PARAMETERS' | 'COMMON'> };
    assert.deepEqual(parameters.CMDLET_PARAMETERS['get-date'], CMDLET_PARAMETERS['get-date']);
    assert.deepEqual(parameters.COMMON, COMMON);
    const entry = Object.values(CMDLET_PARAMETERS).flat().map(([, places]) => places).find((places) => places.length > 60) ?? '';
    assert.ok(entry !== '' && text('lint.cjs').includes(entry) && !text('language.cjs').includes(entry), entry);
    assert.match(text('language.cjs'), /\/lint\.cjs["'`]\)\.parameters/);
  });

  it('is at most 3 MB, and each program within its budget', () => {
    assert.ok(statSync(vsix).size <= 3 * 1024 * 1024, `the package is ${statSync(vsix).size} bytes`);
    const over = Object.entries(budgets).map(([file, budget]) => ({ file, budget, size: Math.ceil(statSync(join(folder, file)).size / 1024) }))
      .filter(({ size, budget }) => size > budget);
    assert.deepEqual(over, []);
  });
});
