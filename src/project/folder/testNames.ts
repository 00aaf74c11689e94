/** Where tests name a runbook in what is no code: the file of cases, and texts of Pester. */
export interface TestName { readonly start: number; readonly end: number; /** The file that is named, as written, where it is one: `../Child.ps1`. */ readonly path: string | undefined }

const escaped = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The places of a runbook's name in a text of tests: in the name of its file, of a mocked command in YAML, and as the title of a Pester block. */
export function testNames(text: string, name: string, isYaml: boolean): TestName[] {
  const found: TestName[] = [], take = (pattern: string, isPath: boolean): void => {
    for (const { index, 0: whole, 1: before = '' } of text.matchAll(new RegExp(pattern, 'gimu'))) {
      const start = index + (isPath ? before.length : whole.length - name.length), path = isPath ? before.replace(/^\$(?:PSScriptRoot|\{PSScriptRoot\})[\\/]/i, '').replaceAll('\\', '/') + whole.slice(before.length) : undefined;
      found.push({ start, end: start + name.length, path });
    }
  };
  const own = escaped(name);
  take(`((?:\\$PSScriptRoot[\\\\/]|\\$\\{PSScriptRoot\\}[\\\\/])?(?:[\\p{L}\\p{Nd}_. -]*[\\\\/])*)(?<![\\p{L}\\p{Nd}_.-])${own}\\.ps1(?![\\p{L}\\p{Nd}_.-])`, true);
  take(isYaml ? `(?:^|[\\s{,])command:[ \\t]*["']?${own}(?=["']?[ \\t]*(?:$|[,}#]))` : `(?:^|[\\s;{])(?:Describe|Context)[ \\t]+(?:-Name[ \\t]+)?["']${own}(?=["'])`, false);
  return found;
}
