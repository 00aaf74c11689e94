import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { diskCache, fileFacts, FolderIndex, readable, type FileFacts } from '../../../../src/project/folder/index.ts';
import { nameInText } from '../../../../src/features/runbooks/runbookName.ts';
import { parse } from '../../../../src/powershell/index.ts';

const parent = 'workflow Start-Parent {\n  $v = Get-AutomationVariable -Name "Mail Host"\n  Get-Child -Amount 2\n  InlineScript { .\\Do-Script.ps1 }\n  Start-SmaRunbook -Name \'Get-Child\'\n}\n';
const child = 'workflow Get-Child {\n  param([int]$Amount)\n  Write-Output $Amount\n}\n';

describe('the index of a folder', () => {
  let folder: string, cacheFile: string, problems: string[];
  const indexes: FolderIndex[] = [];
  const put = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const index = (withCache = true, owner = '1.0'): FolderIndex => {
    const made = new FolderIndex({
      source: {
        list: () => Promise.resolve(readdirSync(folder).filter((name) => name.endsWith('.ps1')).map((name) => join(folder, name))),
        stamp: async (key) => {
          const found = await stat(key).catch(() => undefined);
          return found && { modified: found.mtimeMs, size: found.size };
        },
        read: async (key) => await readFile(key, 'utf8'),
        fileName: (key) => basename(key, '.ps1'),
      },
      ...(withCache ? { cache: diskCache(cacheFile, owner) } : {}),
      onProblem: (what) => problems.push(what),
    });
    indexes.push(made);
    return made;
  };
  const names = (files: readonly { readonly key: string }[]): string[] => files.map(({ key }) => basename(key)).sort();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sma-index-'));
    cacheFile = join(folder, 'state', 'index.jsonl');
    problems = [];
    put('Start-Parent.ps1', parent);
    put('Get-Child.ps1', child);
    put('Do-Script.ps1', 'function Helper { }\nHelper\n');
  });
  afterEach(() => {
    for (const made of indexes.splice(0)) made.dispose();
    rmSync(folder, { recursive: true });
    assert.deepEqual(problems, []);
  });

  it('knows the name, the help and the parameters of a large runbook, and what stands at its beginning', async () => {
    const filler = `  # ${'x'.repeat(400)}\n`.repeat(3_000), big = `<#\n.SYNOPSIS\nMakes much.\n#>\nworkflow Make-Much {\n  param([Parameter(Mandatory = $true)] [int]$Amount)\n  Get-Child -Amount $Amount\n${filler}  Do-Last\n}\n`;
    assert.ok(big.length > 1024 * 1024);
    put('Other-Name.ps1', big);
    const made = index(false);
    await made.settled();
    const [found] = made.tables.runbooks('Make-Much');
    assert.deepEqual([found?.facts.type, found?.facts.runbook.synopsis, found?.facts.runbook.parameters.map(({ name, isMandatory }) => [name, isMandatory])], ['Script', 'Makes much.', [['Amount', true]]]);
    assert.deepEqual([names(made.tables.callers('Get-Child')), names(made.tables.callers('Do-Last'))], [['Other-Name.ps1', 'Start-Parent.ps1'], []]);
    // Open in an editor all of it counts.
    made.opened(found!.key, () => fileFacts('Other-Name', parse(big)));
    await made.settled();
    assert.deepEqual(names(made.tables.callers('Do-Last')), ['Other-Name.ps1']);
  });

  it('waits for the facts of an open text, and takes none of a text that was closed meanwhile', async () => {
    put('Do-It.ps1', 'Get-Child\n');
    const made = index(false);
    await made.settled();
    const [found] = made.tables.callers('Get-Child').filter(({ key }) => key.endsWith('Do-It.ps1'));
    let give: (facts: FileFacts | undefined) => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      made.opened(found!.key, async () => {
        resolve();
        return await new Promise((done) => { give = done; });
      });
    });
    await asked;
    made.closed(found!.key);
    give(fileFacts('Do-It', parse('Get-Typed')));
    await made.settled();
    assert.deepEqual([names(made.tables.callers('Get-Typed')), names(made.tables.callers('Get-Child')).includes('Do-It.ps1')], [[], true]);
    made.opened(found!.key, async () => await Promise.resolve(fileFacts('Do-It', parse('Get-Typed'))));
    await made.settled();
    assert.deepEqual([names(made.tables.callers('Get-Typed')), names(made.tables.callers('Get-Child')).includes('Do-It.ps1')], [['Do-It.ps1'], false]);
  });

  it('knows the parameters of functions that other files may load', async () => {
    put('Lib.ps1', 'function Write-Line { [CmdletBinding()] param([Parameter(Mandatory)] [string]$Text) function Inner { } }\nWrite-Line a\n');
    const made = index(false);
    await made.settled();
    assert.deepEqual(made.tables.loadedFunctions({ key: '', loads: ['lib'] }).map(({ name }) => name), ['Write-Line']);
    assert.deepEqual([made.tables.functionFacts('write-line')?.parameters.map(({ name, isMandatory }) => [name, isMandatory]), made.tables.functionFacts('write-line')?.isAdvanced], [[['Text', true]], true]);
    assert.deepEqual([made.tables.functionFacts('Inner'), made.tables.functionFacts('Get-Child'), made.tables.loadedFunctions({ key: '', loads: [] })], [undefined, undefined, []]);
  });

  it('cuts a large text at the end of a line, whatever its line ends', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const line = `Write-Output 'one'${end}`, cut = readable(line.repeat(60_000));
      assert.ok(cut.length < 300_000 && cut.endsWith("'one'") || cut.endsWith("'one'\r"), JSON.stringify(cut.slice(-20)));
      assert.deepEqual(parse(cut).errors, []);
    }
    assert.equal(readable('x'.repeat(2_000_000)).length, 256 * 1024);
    assert.equal(readable('short\n'), 'short\n');
    // The name in the tree of runbooks is read off the same beginning.
    assert.equal(nameInText(readable(`workflow Make-Much {\n${'# x\n'.repeat(400_000)}}`)), 'Make-Much');
  });

  it('knows who defines, calls and uses a name, without case', async () => {
    const made = index();
    await made.settled();
    const { tables } = made;
    assert.deepEqual(tables.runbookCommands.map(({ name }) => name), tables.runbookCommands.map(({ name }) => name).toSorted());
    assert.ok(tables.runbookCommands.some(({ name }) => name === 'Get-Child'));
    assert.deepEqual(names(tables.runbooks('get-child')), ['Get-Child.ps1']);
    assert.deepEqual(names(tables.runbooks('DO-SCRIPT')), ['Do-Script.ps1']);
    assert.deepEqual(names(tables.callers('Get-Child')), ['Start-Parent.ps1']);
    assert.deepEqual(names(tables.functions('helper')), ['Do-Script.ps1']);
    assert.deepEqual(names(tables.assets('Variable', 'mail host')), ['Start-Parent.ps1']);
    assert.deepEqual([...tables.assetNames('Variable')], [['mail host', 'Mail Host']]);
    const [file] = tables.runbooks('Start-Parent');
    assert.deepEqual(file?.facts.calls.filter(({ form }) => form !== 'name').map(({ name, form, at }) => [name, form, at]), [['Do-Script', 'script', [3, 19, 9]], ['Get-Child', 'start', [4, 26, 9]]]);
    assert.deepEqual(file?.facts.nameAt, [0, 9, 12]);
  });

  it('follows files that come, change and go', async () => {
    const made = index();
    await made.settled();
    assert.deepEqual(made.tables.typeHomes('level'), []);
    const home = put('Level.ps1', 'enum Level { Low; High }');
    made.changed([home, put('Uses.ps1', '[Level]::Low')]);
    await made.settled();
    assert.deepEqual(made.tables.typeHomes('level'), [home]);
    put('Level.ps1', 'enum Other { Low }');
    made.changed([home]);
    await made.settled();
    assert.deepEqual(made.tables.typeHomes('level'), []);
    made.changed([put('New-One.ps1', 'Get-Child'), put('Get-Child.ps1', child.replaceAll('Get-Child', 'Get-Other'))]);
    await made.settled();
    assert.deepEqual(made.tables.runbookCommands.filter(({ name }) => /^Get-(?:Child|Other)$/.test(name)).map(({ name }) => name), ['Get-Other']);
    assert.deepEqual([names(made.tables.callers('Get-Child')), made.tables.runbooks('Get-Child').length, made.tables.runbooks('Get-Other').length], [['New-One.ps1', 'Start-Parent.ps1'], 0, 1]);
    unlinkSync(join(folder, 'New-One.ps1'));
    made.removed(join(folder, 'New-One.ps1'));
    assert.deepEqual(names(made.tables.callers('Get-Child')), ['Start-Parent.ps1']);
  });

  it('takes a text that is open instead of its file, and the file again when it is closed', async () => {
    const made = index(), key = join(folder, 'Do-Script.ps1');
    made.opened(key, () => fileFacts('Do-Script', parse('Get-Child')));
    await made.settled();
    assert.deepEqual([names(made.tables.callers('Get-Child')), made.parsed], [['Do-Script.ps1', 'Start-Parent.ps1'], 2]);
    made.removed(key);
    assert.equal(made.tables.runbooks('Do-Script').length, 1);
    made.closed(key);
    await made.settled();
    assert.deepEqual([names(made.tables.callers('Get-Child')), names(made.tables.functions('Helper'))], [['Start-Parent.ps1'], ['Do-Script.ps1']]);
  });

  it('parses after a restart only what changed meanwhile', async () => {
    const first = index();
    await first.settled();
    await first.flush();
    first.dispose();
    put('Get-Child.ps1', `${child}# changed\n`);
    unlinkSync(join(folder, 'Do-Script.ps1'));
    const second = index();
    await second.settled();
    assert.deepEqual([first.parsed, second.parsed, second.tables.files.size], [3, 1, 2]);
    const key = join(folder, 'Start-Parent.ps1');
    assert.deepEqual(second.tables.files.get(key)?.facts, JSON.parse(JSON.stringify(fileFacts('Start-Parent', parse(parent)))));
    assert.deepEqual(names(second.tables.callers('Get-Child')), ['Start-Parent.ps1']);
  });

  it('is made anew where what was stored is damaged, cut off or of another version', async () => {
    const first = index();
    await first.settled();
    await first.flush();
    const whole = readFileSync(cacheFile, 'utf8');
    const damaged = [whole.replace('Get-Child', 'Got-Child'), whole.slice(0, -40), whole.slice(0, whole.lastIndexOf('\n', whole.length - 2) + 1), whole.split('\n')[0]!, '\0\0\0', ''];
    for (const text of damaged) {
      writeFileSync(cacheFile, text);
      const again = index();
      await again.settled();
      assert.deepEqual([again.parsed, names(again.tables.callers('Get-Child'))], [3, ['Start-Parent.ps1']], JSON.stringify(text.slice(0, 40)));
    }
    // Lines of another shape with the right checksums: of another version, and of this one.
    const line = (stored: unknown): string => `${crc32(JSON.stringify(stored)).toString(16).padStart(8, '0')} ${JSON.stringify(stored)}\n`, head = whole.slice(0, whole.indexOf('\n')).replace(/"count":\d+/, '"count":1'), stamp = { modified: 1, size: 2 };
    for (const stored of [{ key: 'a', stamp, facts: { calls: [{ name: 'x' }] } }, { key: 'a', stamp, facts: {} }, { key: 'a', stamp }, null]) {
      for (const first of [head.replace(/"version":\d+/, '"version":1'), head.replace('1.0', '0.9'), head, 'x', 'null', '{"count":1}']) {
        writeFileSync(cacheFile, `${first}\n${line(stored)}`);
        const again = index();
        await again.settled();
        assert.deepEqual([again.parsed, again.tables.files.size], [3, 3], first + JSON.stringify(stored));
      }
    }
    writeFileSync(cacheFile, whole);
    const other = index(true, '2.0');
    await other.settled();
    assert.equal(other.parsed, 3);
  });

  it('is made where what was stored cannot be had at all', async () => {
    const told: string[] = [], made = new FolderIndex({
      source: { list: () => Promise.resolve(['a']), stamp: () => Promise.resolve({ modified: 1, size: 2 }), read: () => Promise.resolve('workflow a { }'), fileName: (key) => key },
      cache: { load: () => Promise.reject(new Error('gone')), save: () => Promise.resolve() }, onProblem: (what, error) => told.push(`${what}: ${String(error)}`),
    });
    indexes.push(made);
    await made.settled();
    assert.deepEqual([[...made.tables.files.keys()], told], [['a'], ['the folder’s index could not be loaded: Error: gone']]);
  });

  it('sees a file of the same size by its time', async () => {
    const first = index();
    await first.settled();
    await first.flush();
    const path = put('Get-Child.ps1', child.replaceAll('Get-Child', 'Get-Chill'));
    const { mtimeMs } = statSync(path);
    utimesSync(path, mtimeMs / 1000 + 5, mtimeMs / 1000 + 5);
    const second = index();
    await second.settled();
    assert.deepEqual([second.parsed, second.tables.runbooks('Get-Chill').length], [1, 1]);
  });

  it('lets others run while a large folder is read', async () => {
    for (let i = 0; i < 120; i++) put(`Run-${i}.ps1`, child.repeat(20));
    const made = index(false);
    let turns = 0, running = true;
    const count = (): void => {
      turns++;
      if (running) setImmediate(count);
    };
    setImmediate(count);
    await made.settled();
    running = false;
    assert.ok(turns > 5, String(turns));
  });
});
