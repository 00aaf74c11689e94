import assert from 'node:assert/strict';
import { analyseRunbook, netTypeNameOf, parse } from '../../../../src/powershell/index.ts';
import { mayExist } from '../../../../src/powershell/syntax/checks/knownTypes.ts';
import { accelerators } from '../../../../src/powershell/syntax/types/accelerators.ts';

/** The types of a runbook's parameters. */
const typesOf = (types: readonly string[], before = '', after = ''): readonly string[] =>
  analyseRunbook(parse(`${before}param(${types.map((type, at) => `[${type}]$P${at}`).join(', ')})\n${after}`)).parameters.map(({ type }) => type);
const all = (pairs: Readonly<Record<string, string>>, before?: string, after?: string): void => {
  assert.deepEqual(typesOf(Object.keys(pairs), before, after), Object.values(pairs));
};

describe('the .NET names of parameters’ types', () => {
  it('come of every short name that PowerShell has, the same as what its engine resolves', () => {
    all({
      string: 'System.String', PSCredential: 'System.Management.Automation.PSCredential', ref: 'System.Management.Automation.PSReference', ciminstance: 'Microsoft.Management.Infrastructure.CimInstance',
      'CimSession[]': 'Microsoft.Management.Infrastructure.CimSession[]', psmoduleinfo: 'System.Management.Automation.PSModuleInfo', runspace: 'System.Management.Automation.Runspaces.Runspace',
      wmi: 'System.Management.ManagementObject', adsi: 'System.DirectoryServices.DirectoryEntry', physicaladdress: 'System.Net.NetworkInformation.PhysicalAddress', ipendpoint: 'System.Net.IPEndPoint',
      x500distinguishedname: 'System.Security.Cryptography.X509Certificates.X500DistinguishedName', ordered: 'System.Collections.Specialized.OrderedDictionary', uint: 'System.UInt32', 'int[,]': 'System.Int32[,]',
    });
    for (const name of accelerators().keys()) assert.ok(mayExist(name), name);
  });

  it('are found below System, without regard to case', () => {
    all({
      'Management.Automation.PSCredential': 'System.Management.Automation.PSCredential', 'system.management.automation.pscredential': 'System.Management.Automation.PSCredential',
      'Collections.Hashtable': 'System.Collections.Hashtable', 'COLLECTIONS.ARRAYLIST[]': 'System.Collections.ArrayList[]', 'Security.SecureString': 'System.Security.SecureString', 'Net.IPAddress': 'System.Net.IPAddress',
      'io.fileinfo': 'System.IO.FileInfo', dayofweek: 'System.DayOfWeek', 'system.string': 'System.String', boolean: 'System.Boolean', 'Net.Http.HttpClient': 'System.Net.Http.HttpClient',
      'management.automation.runspaces.PSSession': 'System.Management.Automation.Runspaces.PSSession', 'Environment+SpecialFolder': 'System.Environment+SpecialFolder',
    });
  });

  it('have their arguments', () => {
    all({
      'Collections.Generic.List[string]': 'System.Collections.Generic.List`1[System.String]', 'system.collections.generic.dictionary[string,Collections.Hashtable[]]': 'System.Collections.Generic.Dictionary`2[System.String,System.Collections.Hashtable[]]',
      'Nullable[int]': 'System.Nullable`1[System.Int32]', 'Nullable[DayOfWeek]': 'System.Nullable`1[System.DayOfWeek]',
    });
  });

  it('are found in the namespaces that the text uses, its own types first', () => {
    all({ ArrayList: 'System.Collections.ArrayList', FileInfo: 'System.IO.FileInfo', 'List[FileInfo]': 'System.Collections.Generic.List`1[System.IO.FileInfo]' },
      'using namespace System.Collections\nusing namespace system.io\nusing namespace System.Collections.Generic\n');
    all({ Progress: 'Progress', 'Progress[]': 'Progress[]', Random: 'System.Random' }, '', 'class Progress { }');
  });

  it('stay as they are written where nothing is known', () => {
    all({ ArrayList: 'ArrayList', 'Contoso.Farm.Server': 'Contoso.Farm.Server', 'Contoso.Table[string]': 'Contoso.Table`1[System.String]', 'Microsoft.ActiveDirectory.Management.ADUser': 'Microsoft.ActiveDirectory.Management.ADUser' });
  });

  it('are found of what an earlier version kept, in which one word may be a class of the runbook', () => {
    for (const [kept, full] of [
      ['Management.Automation.SwitchParameter', 'System.Management.Automation.SwitchParameter'], ['collections.hashtable[]', 'System.Collections.Hashtable[]'], ['cimsession', 'Microsoft.Management.Infrastructure.CimSession'],
      ['System.Nullable`1[System.Int32]', 'System.Nullable`1[System.Int32]'], ['Progress', 'Progress'], ['', ''], ['what ever', 'what ever'], ['Contoso.X', 'Contoso.X'],
    ] as const) assert.equal(netTypeNameOf(kept), full);
  });
});
