/** Small tables that several rules need. */
import type { AssetKind } from '../../../powershell/index.ts';
import type { FolderFacts } from '../folder.ts';

export const kindWord: Readonly<Record<AssetKind, string>> = { Variable: 'variable', Credential: 'credential', Certificate: 'certificate', Connection: 'connection', Schedule: 'schedule' };

/** Kinds of which there is an asset of a name. */
export function kindsOf(assets: FolderFacts['assets'], name: string): AssetKind[] {
  return (Object.keys(kindWord) as AssetKind[]).filter((kind) => assets?.[kind]?.has(name.toLowerCase()) === true);
}

/** Words in lower case. */
export const words = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().split(/\s+/));

const common = words('Verbose Debug ErrorAction ErrorVariable WarningAction WarningVariable InformationAction InformationVariable OutVariable OutBuffer PipelineVariable AsJob JobName InputObject');

/** Parameters that every workflow has (workflow-semantics.md 7): the common ones, and all that begin with PS. */
export const isCommonParameter = (name: string): boolean => /^ps/i.test(name) || [...common].some((known) => known.startsWith(name.toLowerCase()));

/** Variables that exist without being assigned (about_Automatic_Variables, about_Preference_Variables; in jobs workflow-semantics.md 14). */
export const automaticVariables = words(`_ ? ^ $ args input this psitem matches error true false null home host pid pwd profile pshome shellid myinvocation psboundparameters
  pscmdlet pscommandpath psscriptroot psdebugcontext psuiculture psculture psversiontable pssenderinfo executioncontext stacktrace lastexitcode foreach switch nestedpromptlevel
  consolefilename event eventargs eventsubscriber sender sourceargs sourceeventargs enabledexperimentalfeatures iscoreclr islinux ismacos iswindows psedition ofs
  confirmpreference debugpreference erroractionpreference errorview formatenumerationlimit informationpreference logcommandhealthevent logcommandlifecycleevent
  logenginehealthevent logenginelifecycleevent logproviderhealthevent logproviderlifecycleevent maximumaliascount maximumdrivecount maximumerrorcount maximumfunctioncount
  maximumhistorycount maximumvariablecount outputencoding progresspreference psdefaultparametervalues psemailserver psmoduleautoloadingpreference
  psnativecommandargumentpassing psnativecommanduseerroractionpreference pssessionapplicationname pssessionconfigurationname pssessionoption psstyle transcript verbosepreference
  warningpreference whatifpreference pspersistpreference psdisableserializationpreference psruninprocesspreference psparentactivityid psprivatemetadata workflowcommandname
  workflowinstanceid jobid jobname jobinstanceid jobcommandname parentjobid parentjobname parentjobinstanceid parentcommandname psworkflowroot pscomputername pscredential
  username computername commandname psport psusessl psconfigurationname psapplicationname psconnectionuri psallowredirection psauthentication pscertificatethumbprint
  psconnectionretrycount psconnectionretryintervalsec pspersist psactionretrycount psactionretryintervalsec psactionrunningtimeoutsec psrequiredmodules
  psdisableserialization mergeerrortooutput psremotingbehavior psbookmarktimeoutsec psauthenticationlevel verbose psrunningtimeoutsec pselapsedtimeoutsec erroraction
  warningaction informationaction
  allnodes node nodename configurationdata localizeddata defaultviserver defaultviservers`);
