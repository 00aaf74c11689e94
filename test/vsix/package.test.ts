import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePackaged } from '../../scripts/lib/build.ts';
import { installVsix } from '../../scripts/lib/codeServer.ts';
import type * as scripts from '../../src/service/scripts/examineScript.ts';
import * as tables from '../../src/project/lint/cmdletParameters.ts';
import { ensureHost } from '../../scripts/lib/host.ts';
import { cmdletCatalogue } from '../../src/powershell/cmdlets/catalogue.ts';
import { bundleBudgets } from '../support/bundleBudgets.ts';

/** What a user gets, and nothing else. */
const allowed = /^(dist\/(extension|client|certificate|scripts|language|debug|cmdlets|messages|lint|types|tests|service|worker|sandbox|engine|later|sma|commands|workflow|rare|web|mail)\.cjs|dist\/bootstrap\.ps1|media\/.+\.(svg|png|md|ps1|yaml|json)|syntaxes\/[\w.-]+\.json|l10n\/[\w.-]+\.json|language-configuration\.json|package(\.nls)?\.json|(readme|changelog)\.md|LICENSE\.txt|\.vsixmanifest)$/i;

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
    for (const needed of [manifest.main.replace('./', ''), manifest.icon ?? 'media/icon.png', ...Object.keys(bundleBudgets), 'package.nls.json', 'dist/bootstrap.ps1']) {
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

  it('holds cmdlets as they are described, and what is wrong with a text in words, once and beside those who speak of them', () => {
    const text = (file: string): string => readFileSync(join(folder, 'dist', file), 'utf8'), load = createRequire(import.meta.url);
    const { catalogue } = load(join(folder, 'dist/cmdlets.cjs')) as { catalogue: { cmdletCatalogue: unknown } };
    assert.deepEqual(catalogue.cmdletCatalogue, JSON.parse(JSON.stringify(cmdletCatalogue)));
    const once = [['cmdlets.cjs', cmdletCatalogue.find(({ name }) => name === 'Get-AutomationVariable')?.synopsis ?? ''], ['messages.cjs', 'An empty pipe element is not allowed.'], ['messages.cjs', 'A call, and what comes of it.']] as const;
    for (const [file, words] of once) {
      assert.ok(words !== '' && text(file).includes(words), file);
      assert.deepEqual(['language.cjs', 'scripts.cjs', 'debug.cjs', 'tests.cjs', 'service.cjs', 'extension.cjs'].filter((other) => text(other).includes(words)), [], words);
    }
    // Who reads a text says it in the same words.
    const { script } = load(join(folder, 'dist/scripts.cjs')) as { script: typeof scripts };
    assert.equal(script.examineScript('Get-Date | | Out-Null', 'A').syntax?.message, 'An empty pipe element is not allowed.');
    assert.match(script.examineScript('workflow A { foreach ($a in 1) { break } }', 'A').publish?.message ?? '', /^break and continue are not supported in a workflow\./);
  });

  it('is at most 3 MB, and each program within its budget', () => {
    assert.ok(statSync(vsix).size <= 3 * 1024 * 1024, `the package is ${statSync(vsix).size} bytes`);
    const over = Object.entries(bundleBudgets).map(([file, budget]) => ({ file, budget, size: Math.ceil(statSync(join(folder, file)).size / 1024) }))
      .filter(({ size, budget }) => size > budget);
    assert.deepEqual(over, []);
  });
});
