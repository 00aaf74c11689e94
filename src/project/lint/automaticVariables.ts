import { words } from './words.ts';

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

/** Variables that Pester gives the tests of a file (its documentation of TestDrive, TestRegistry and Mock). */
export const testVariables = words('TestDrive TestRegistry PesterPreference PesterBoundParameters');
