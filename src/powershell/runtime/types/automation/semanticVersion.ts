/** System.Management.Automation.SemanticVersion: `$PSVersionTable.PSVersion`, `[semver]`. */
import { castError } from '../../convert/castError.ts';
import { netThrow, nullArgument } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';
import { ScriptMember, attachMembers, attachedMembers } from '../../values/psObject.ts';
import { NetObject } from '../../values/value.ts';
import { Version } from '../../values/version.ts';
import { from, func, laterType, method } from '../netType.ts';
import { T, named } from '../t.ts';

const PART = String.raw`(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)`;
const LABEL = new RegExp(`^${PART}(?:\\.${PART})*$`), BUILD = /^[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*$/;
const MAX_INT = 2147483647;

export class SemanticVersion extends NetObject {
  readonly parts: readonly [number, number, number];
  readonly pre: string;
  readonly build: string;
  constructor(parts: readonly [number, number, number], pre = '', build = '') { super(); this.parts = parts; this.pre = pre; this.build = build; }
  /** Undefined where the text is none. */
  static parse(text: string): SemanticVersion | undefined {
    const m = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([^+]+))?(?:\+(.+))?$/.exec(text);
    // Nothing stands behind the last mark, which a label of dashes could take for its own (SemanticVersion.TryParseVersion).
    if (m === null || /[-+.]$/.test(text)) return undefined;
    const parts = [Number(m[1]), Number(m[2] ?? 0), Number(m[3] ?? 0)] as const, pre = m[4] ?? '', build = m[5] ?? '';
    return parts.some((n) => n > MAX_INT) || (pre !== '' && !LABEL.test(pre)) || (build !== '' && !BUILD.test(build)) ? undefined : new SemanticVersion(parts, pre, build);
  }
  override toString(): string { return this.parts.join('.') + (this.pre === '' ? '' : `-${this.pre}`) + (this.build === '' ? '' : `+${this.build}`); }
  compare(o: SemanticVersion): number {
    for (let i = 0; i < 3; i++) { const d = (this.parts[i] ?? 0) - (o.parts[i] ?? 0); if (d !== 0) return Math.sign(d); }
    if (this.pre === o.pre) return 0;
    if (this.pre === '' || o.pre === '') return this.pre === '' ? 1 : -1;
    const a = this.pre.split('.'), b = o.pre.split('.');
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      const [x = '', y = ''] = [a[i], b[i]], p = /^\d+$/.test(x), q = /^\d+$/.test(y);
      const d = p && q ? Number(x) - Number(y) : p !== q ? (p ? -1 : 1) : x < y ? -1 : x > y ? 1 : 0;
      if (d !== 0) return Math.sign(d);
    }
    return Math.sign(a.length - b.length);
  }
}
export const semver = named<SemanticVersion>('System.Management.Automation.SemanticVersion', ['semver'], { interfaces: ['System.IComparable', 'System.IEquatable'] });
const unread = (s: string): string => `The input string '${s}' was not in a correct format.`;
function parsed(s: string): SemanticVersion {
  if (s == null) return nullArgument('version');
  return SemanticVersion.parse(s) ?? netThrow('System.FormatException', s === '' ? 'version' : unread(''));
}
function made(major: number, minor = 0, patch = 0, pre: string | null = '', build: string | null = ''): SemanticVersion {
  for (const [name, n] of [['major', major], ['minor', minor], ['patch', patch]] as const) if (n < 0) netThrow('System.Management.Automation.PSArgumentException', `Cannot process argument because the value of argument "${name}" is not valid. Change the value of the "${name}" argument and run the operation again.`);
  if (pre !== null && pre !== '' && !LABEL.test(pre)) netThrow('System.FormatException', 'preReleaseLabel');
  if (build !== null && build !== '' && !BUILD.test(build)) netThrow('System.FormatException', 'buildLabel');
  return new SemanticVersion([major, minor, patch], pre ?? '', build ?? '');
}
function ofVersion(v: Version | null): SemanticVersion {
  if (v === null) return nullArgument('version');
  if (v.part(3) > 0) netThrow('System.Management.Automation.PSArgumentException', 'Cannot process argument because the value of argument "version" is not valid. Change the value of the "version" argument and run the operation again.');
  const notes = attachedMembers(v), label = (name: string): string => { const note = notes?.get(name); return typeof note === 'string' ? note : ''; };
  return new SemanticVersion([v.part(0), v.part(1), Math.max(0, v.part(2))], label(PRE), label(BUILT));
}
const PRE = 'PSSemVerPreReleaseLabel', BUILT = 'PSSemVerBuildLabel';
/** A Version as the operator of SemanticVersion gives it; its labels stay as notes, from which it is one again. */
export function toVersion(v: SemanticVersion): Version {
  const made = new Version([...v.parts]);
  if (v.pre === '' && v.build === '') return made;
  const notes = attachMembers(made);
  if (v.pre !== '') notes.set(PRE, v.pre);
  if (v.build !== '') notes.set(BUILT, v.build);
  notes.typeNames = ['System.Version#IncludeLabel', 'System.Version', 'System.Object'];
  // The type's own ToString of such versions (types.ps1xml).
  notes.define('ToString', new ScriptMember('ScriptMethod', 'ToString', { getter: current().parseBlock(TEXT) }));
  return made;
}
const TEXT = `([semver]$this).ToString()`;

laterType<SemanticVersion>(semver, () => ({
  text: (v) => v.toString(), compare: (a, b) => a.compare(b),
  create: [func([T.String], parsed), func([T.Version], ofVersion), func([T.Int32], (a) => made(a)), func([T.Int32, T.Int32], (a, b) => made(a, b)), func([T.Int32, T.Int32, T.Int32], (a, b, c) => made(a, b, c)),
    func([T.Int32, T.Int32, T.Int32, T.String], (a, b, c, label) => { const at = (label ?? '').indexOf('+'); return at < 0 ? made(a, b, c, label) : made(a, b, c, label.slice(0, at), label.slice(at + 1)); }),
    func([T.Int32, T.Int32, T.Int32, T.String, T.String], (a, b, c, p, q) => made(a, b, c, p, q))],
  props: { Major: [T.Int32, (v) => v.parts[0]], Minor: [T.Int32, (v) => v.parts[1]], Patch: [T.Int32, (v) => v.parts[2]], PreReleaseLabel: [T.String, (v) => (v.pre === '' ? null : v.pre)], BuildLabel: [T.String, (v) => (v.build === '' ? null : v.build)] },
  methods: { ToString: [method([], (v) => v.toString(), T.String)], CompareTo: [method([T.Object], (a, b) => (b == null ? 1 : b instanceof SemanticVersion ? a.compare(b) : netThrow('System.Management.Automation.PSArgumentException', 'Cannot process argument because the value of argument "version" is not valid. Change the value of the "version" argument and run the operation again.')), T.Int32)], Equals: [method([T.Object], (a, b) => b instanceof SemanticVersion && a.compare(b) === 0, T.Boolean)] },
  statics: {
    Compare: [func([semver, semver], (a, b) => (a == null ? (b == null ? 0 : -1) : b == null ? 1 : a.compare(b)), T.Int32)],
    Parse: [func([T.String], parsed)], TryParse: [func([T.String, T.Ref], (s, r) => { const v = SemanticVersion.parse(s ?? ''); r.value = v ?? null; return v !== undefined; })],
  },
  convert: [from(T.String, (s: string) => SemanticVersion.parse(s) ?? castError(s, semver, 'InvalidCastParseTargetInvocation', s === '' ? 'version' : unread(''), 'System.FormatException')), from(T.Version, ofVersion), from(T.Int32, (n: number) => made(n)), from(T.Double, (n: number) => SemanticVersion.parse(String(n)))],
}), SemanticVersion);
