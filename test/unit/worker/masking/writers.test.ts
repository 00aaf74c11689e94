/** What the engine's own writers make of secrets is masked: random secrets go through each of them. */
import assert from 'node:assert/strict';
import { createEngine } from '../../../../src/powershell/engine/index.ts';
import { toText } from '../../../../src/powershell/runtime/convert/toText.ts';
import { filePort } from '../../../../src/worker/sandbox/ports/filePort.ts';
import { systemClock, systemEnvironment, systemRandom } from '../../../../src/worker/sandbox/ports/systemPorts.ts';
import { MASK, Masker } from '../../../../src/worker/masking/masking.ts';

/** By what they do: an expression of `$v` (the secret between two words) or `$S` (the secret alone). */
const WRITERS: Readonly<Record<string, string>> = {
  csv: '[pscustomobject]@{ A = $v } | ConvertTo-Csv',
  'csv without types, of semicolons': '[pscustomobject]@{ A = $v } | ConvertTo-Csv -NoTypeInformation -Delimiter ";"',
  tsv: '[pscustomobject]@{ A = $v } | ConvertTo-Csv -Delimiter "`t"',
  'csv, quoted as needed': '[pscustomobject]@{ A = $v } | ConvertTo-Csv -UseQuotes AsNeeded',
  'csv within csv': '[pscustomobject]@{ A = ([pscustomobject]@{ B = $v } | ConvertTo-Csv)[-1] } | ConvertTo-Csv',
  'csv within json': 'ConvertTo-Json @{ a = ([pscustomobject]@{ B = $v } | ConvertTo-Csv)[-1] }',
  json: 'ConvertTo-Json @{ a = $v }', 'json as a key': 'ConvertTo-Json @{ $v = 1 }', 'json, compressed': 'ConvertTo-Json -Compress @{ a = @($v) }',
  'json without html': 'ConvertTo-Json -EscapeHandling EscapeHtml @{ a = $v }', 'json of ascii': 'ConvertTo-Json -EscapeHandling EscapeNonAscii @{ a = $v }',
  'json within json': 'ConvertTo-Json @{ a = (ConvertTo-Json @{ a = $v }) }', 'json within json within json': 'ConvertTo-Json @{ a = (ConvertTo-Json @{ a = (ConvertTo-Json @{ a = $v }) }) }',
  clixml: '[Management.Automation.PSSerializer]::Serialize($v)', 'clixml within json': 'ConvertTo-Json @{ a = [Management.Automation.PSSerializer]::Serialize($v) }',
  html: '[pscustomobject]@{ A = $v } | ConvertTo-Html -Fragment', 'html, encoded': '[Net.WebUtility]::HtmlEncode($v)', 'xml, escaped': '[Security.SecurityElement]::Escape($v)',
  'url, data': '[uri]::EscapeDataString($v)', 'url, form': '[Net.WebUtility]::UrlEncode($v)', 'url within a url': '[uri]::EscapeDataString("http://a?b=" + [uri]::EscapeDataString($v))',
  'regular expression': '[regex]::Escape($v)', wildcards: '[Management.Automation.WildcardPattern]::Escape($v)', 'regular expression in json': 'ConvertTo-Json @{ a = [regex]::Escape($v) }',
  'single quotes': '[Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($v)', 'double quotes': '$v -replace "[``""$]", "``$&"',
  'single quotes twice': '($v -replace "\'", "\'\'") -replace "\'", "\'\'"', 'here-string': '"@\'`n$v`n\'@"', table: '[pscustomobject]@{ A = $v } | Format-Table -AutoSize | Out-String -Width 200', list: '[pscustomobject]@{ A = $v } | Format-List | Out-String -Width 200',
  upper: '$v.ToUpperInvariant()', lower: '$v.ToLowerInvariant()', 'upper in Turkish': '$v.ToUpper([cultureinfo]"tr-TR")', 'lower in Turkish': '$v.ToLower([cultureinfo]"tr-TR")',
  decomposed: '$v.Normalize("FormD")', composed: '$v.Normalize()', 'decomposed in json of ascii': 'ConvertTo-Json -EscapeHandling EscapeNonAscii @{ a = $v.Normalize("FormD") }', 'decomposed in an address': '[uri]::EscapeDataString($v.Normalize("FormD"))', 'as a path': 'try { Get-Content -LiteralPath "/nowhere/$v" -ErrorAction Stop } catch { "$_" }',
  'as a path of .NET': 'try { [IO.File]::ReadAllText("/nowhere/$v") } catch { "$_" }', 'path, joined': 'Join-Path "/a" $v', 'no such command': 'try { & "x $v" } catch { "$_" }',
};
/** Writers outside the engine that a runbook's data may have come through. */
const ENTITIES = new Map([['ä', 'auml'], ['Ü', 'Uuml'], ['ß', 'szlig'], ['é', 'eacute'], ['İ', '#304'], ['ı', 'imath'], ['€', 'euro'], ['&', 'amp'], ['<', 'lt'], ['>', 'gt'], ['"', 'quot'], ["'", 'apos']]);
const SIGN_NAMES = new Map([...ENTITIES, ['$', 'dollar'], ['%', 'percnt'], ['(', 'lpar'], [')', 'rpar'], ['*', 'ast'], ['+', 'plus'], ['/', 'sol'], [':', 'colon'], [';', 'semi'], ['=', 'equals'], ['?', 'quest'], ['@', 'commat'], ['[', 'lbrack'], ['\\', 'bsol'], [']', 'rsqb'], ['^', 'Hat'], ['_', 'lowbar'], ['`', 'grave'], ['{', 'lcub'], ['|', 'verbar'], ['}', 'rbrace'], ['#', 'num'], ['!', 'excl'], ['.', 'period'], [',', 'comma']]);
const named = (names: ReadonlyMap<string, string>) => (text: string): string => Array.from(text, (c) => (names.has(c) ? `&${names.get(c) ?? ''};` : c)).join('');
const LATIN = /^[\0-\x84\x86-\xff]*$/, isLatin = (text: string): boolean => LATIN.test(text);
const OUTSIDE: Readonly<Record<string, (text: string) => string>> = {
  'html, names of HTML 4': named(new Map([...ENTITIES].filter(([, name]) => name !== 'imath'))), 'html, names of HTML 5': (text) => named(SIGN_NAMES)(text).replaceAll('&imath;', 'ı'), 'html in capitals': (text) => named(ENTITIES)(text).replaceAll('&imath;', 'ı').toUpperCase(),
  'html within json': (text) => JSON.stringify({ a: named(new Map([...ENTITIES].filter(([, name]) => name !== 'imath')))(text) }), 'JavaScript\'s escape': (text) => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).map((c) => (/[\w@*+\-./]/.test(String.fromCharCode(c)) ? String.fromCharCode(c) : c < 256 ? `%${c.toString(16).toUpperCase().padStart(2, '0')}` : `%u${c.toString(16).toUpperCase().padStart(4, '0')}`)).join(''),
  'an address in Latin-1': (text) => (isLatin(text) ? Array.from(text, (c) => (/[\w.~-]/.test(c) ? c : `%${(c.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`)).join('') : text), 'the euro in Windows-1252': (text) => text.replaceAll('€', '%80'),
  decomposed: (text) => text.normalize('NFD'), composed: (text) => text.normalize('NFC'), 'JavaScript\'s small letters': (text) => text.toLowerCase(), 'as lists of Korean have it': (text) => text.normalize('NFD').replaceAll('e', 'E'),
};
/** Where letters may be others, and nothing is known of what stands beside it. */
const RECODERS: Readonly<Record<string, string>> = {
  'base64 of UTF-8': '[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($v))', 'base64 of UTF-16': '[Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($v))',
  'base64 of a login': '[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("user:$S"))', 'base64 of a login, longer': '[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("users:$S"))', 'base64 of UTF-16 in lines': '[Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes((("a" * 20) + $v + ("b" * 40))), "InsertLineBreaks")',
  'base64 of UTF-16 in an address': '[uri]::EscapeDataString([Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($v)))', 'base64 in json': 'ConvertTo-Json -EscapeHandling EscapeHtml @{ a = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($v)) }',
  'base64 of Latin-1': '[Convert]::ToBase64String([Text.Encoding]::Latin1.GetBytes($v))', 'base64 of ASCII': '[Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes($v))', 'base64 of UTF-8, decomposed': '[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($v.Normalize("FormD")))',
  hexadecimal: '[BitConverter]::ToString([Text.Encoding]::UTF8.GetBytes($v))', 'hexadecimal of UTF-16': '[BitConverter]::ToString([Text.Encoding]::Unicode.GetBytes($v)).Replace("-", "").ToLower()',
};

function written(writers: Readonly<Record<string, string>>, secrets: readonly string[]): readonly (readonly [writer: string, secret: string, text: string])[] {
  const found: [string, string, string][] = [];
  let secret = '';
  const engine = createEngine({
    records: { write: (r) => { if (r.stream === 'Output') { const [name = '', ...rest] = engine.use(() => toText(r.value)).split('|'); found.push([name, secret, rest.join('|')]); } else if (r.stream === 'Error') throw new Error(`${secret}: ${r.error.message}`); } },
    clock: systemClock, random: systemRandom, environment: systemEnvironment, files: filePort, process: { id: process.pid }, wait: { sleep: () => false }, stop: { requested: () => false },
  });
  const script = `param([string] $S)\n$v = "Anfang\${S}Ende1"\n${Object.entries(writers).map(([name, text]) => `"${name}|" + ((& { ${text} }) -join "\`n")`).join('\n')}`;
  for (secret of secrets) {
    const { outcome, parseErrors, error } = engine.run({ script, parameters: { S: secret } });
    assert.deepEqual([outcome, parseErrors.map(({ message }) => message), error?.message], ['completed', [], undefined], secret);
  }
  return found;
}
/** The same numbers each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state / 2 ** 32; };
}
const SIGNS = [...Array.from('""\'\'\\\\//..:,;&<>$`%+=?#@!*()[]{}|^~_-  '), '\t', '\u0001', '\u0085', 'ä', 'Ü', 'ß', 'é', 'e\u0301', 'ạ\u0302', 'İ', 'ı', 'i', 'I', 'ς', 'µ', '€', '한글', 'Å', '日', '😀', '""', "''", '\\\\', '//', '_x', '_x0041_', '%20', '&amp;', '\\"', '\\u0041', '``', '\\n'];
const LETTERS = Array.from('abcxyzABCXYZ0189');
function randomSecrets(count: number, least: number): readonly string[] {
  const next = numbers(7), pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  return Array.from({ length: count }, () => {
    let secret = pick(LETTERS);
    const length = least + Math.floor(next() * 16);
    while (secret.length < length) secret += pick(next() < 0.5 ? SIGNS : LETTERS);
    return secret + pick(LETTERS);
  });
}
const masked = (secret: string, text: string): string => {
  const masker = new Masker();
  masker.add([secret]);
  return masker.mask(text);
};

describe('Masking of what writers make of secrets', function () {
  this.timeout(60_000);
  // What letters become in capitals may be more than one (ß).
  const secrets = randomSecrets(120, 8).map((secret) => secret.replaceAll('ß', 's'));
  it('hides random secrets, whichever writer wrote them', () => {
    const results = written(WRITERS, ['Sup3r"Secret', '\\\\srv\\geheim\\Passw0rd', 'CONTOSO\\svc-Passw0rd', 'Pa"ss<&>w0rd\\x', 'user\tGeheim9', 'Zeile_x0041_neu', ...secrets]);
    assert.equal(results.length, Object.keys(WRITERS).length * (secrets.length + 6));
    const shown = results.flatMap(([writer, secret, text]) => (new RegExp(`anfang[\\\\/]*${MASK.replaceAll('*', '\\*')}[\\\\/]*ende1`, 'i').test(masked(secret, text)) ? [] : [`${writer}: ${JSON.stringify(secret)} is in ${masked(secret, text)}`]));
    assert.deepEqual(shown, []);
  });
  it('hides them in what others have written', () => {
    const odd = ['Gehäım-Ünlü9', 'Çok-Gızlı-İçerik', 'Ge\u0308heim-u\u0308ber', '한글비밀번호-1', 'ΜΥΣΤΙΚΌΣ-ς9', 'Pré&Ségur<é>\'"', '10€-Gutschein'];
    const shown = [...odd, ...secrets].flatMap((secret) => Object.entries(OUTSIDE).flatMap(([writer, write]) => {
      const hidden = masked(secret, write(`Anfang${secret}Ende1`));
      return /anfang[\\/]*\*{8}[\\/]*ende1/i.test(hidden) ? [] : [`${writer}: ${JSON.stringify(secret)} is in ${hidden}`];
    }));
    assert.deepEqual(shown, []);
  });
  it('hides their bytes in base64 and hexadecimal digits', () => {
    const core = (name: string, secret: string): readonly string[] => {
      const own = name.includes('decomposed') ? secret.normalize('NFD') : name.includes('ASCII') ? secret.replace(/[^\0-\x7f]/gu, '?') : name.includes('Latin') ? secret.replace(/[^\0-\xff]/gu, '?') : secret;
      const bytes = Buffer.from(own, name.includes('16') ? 'utf16le' : /ASCII|Latin/.test(name) ? 'latin1' : 'utf8');
      return name.startsWith('hex') ? [bytes.toString('hex')] : [0, 1, 2].map((before) => Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').slice(4, -4).slice(0, 8));
    };
    for (const [writer, secret, text] of written(RECODERS, secrets)) {
      // Too little of it is left to be known by.
      if (/ASCII|Latin/.test(writer) && secret.replace(/[^\0-\x7f]/g, '').length < 8) continue;
      const plain = decodeURIComponent(text).replace(/[\r\n]/g, ''), hidden = decodeURIComponent(masked(secret, text)).replace(/[\r\n]/g, ''), parts = core(writer, secret);
      const holds = (where: string): boolean => parts.some((part) => (writer.startsWith('hex') ? where.replaceAll('-', '').toLowerCase() : where.replaceAll('\\u002B', '+')).includes(part));
      assert.equal(holds(plain), true, `${writer} wrote ${secret} as ${plain}`);
      assert.equal(holds(hidden) || !hidden.includes(MASK), false, `${writer}: ${JSON.stringify(secret)} is in ${hidden}`);
    }
  });
  it('leaves what only looks a little like them', () => {
    const seen = randomSecrets(60, 8);
    for (let i = 1; i < seen.length; i++) assert.equal(masked(seen[i] ?? '', seen[i - 1] ?? ''), seen[i - 1]);
    assert.equal(masked('geheim', 'GEHEIM Geheim'), 'GEHEIM Geheim');
    assert.equal(masked('../../data', 'the data'), 'the data');
  });
  it('is quick with many secrets, and with texts that nearly hold them', () => {
    const masker = new Masker();
    masker.add(randomSecrets(300, 20));
    const text = 'An ordinary line of a runbook\'s output: C:\\Windows\\System32 "quoted" {"a":"b\\nc"} 2026-01-01T00:00:00Z '.repeat(20);
    masker.mask(text);
    const began = performance.now();
    for (let i = 0; i < 50; i++) assert.equal(masker.mask(text), text);
    assert.ok(performance.now() - began < 5000, String(performance.now() - began));
    const before = performance.now();
    for (const unit of ['\\"', '/"', '\\/', '%25', '&amp;', '_x005F_', '`"', '\\u005c', '""', "'", ' +', '\t\r']) {
      const secret = unit.repeat(40), near = `${unit.repeat(39)}x`;
      for (const often of [1, 2, 4, 8]) masked(secret, near.replaceAll('\\', '\\'.repeat(often)).replaceAll('"', '"'.repeat(often)).repeat(20));
    }
    assert.ok(performance.now() - before < 5000, String(performance.now() - before));
  });
});
