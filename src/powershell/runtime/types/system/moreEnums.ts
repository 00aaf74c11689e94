/** Enums of .NET that few scripts name, one a line: flags begin with a star, a value is written where it does not follow the one before. */
import { enumType } from './enums.ts';

const ENUMS = `
*AttributeTargets Assembly=1 Module Class=4 Struct=8 Enum=16 Constructor=32 Method=64 Property=128 Field=256 Event=512 Interface=1024 Parameter=2048 Delegate=4096 ReturnValue=8192 GenericParameter=16384 All=32767
Collections.Specialized.NotifyCollectionChangedAction Add Remove Replace Move Reset
ComponentModel.EditorBrowsableState Always Never Advanced
ComponentModel.ListSortDirection Ascending Descending
ConsoleKey Backspace=8 Tab Clear=12 Enter Pause=19 Escape=27 Spacebar=32 PageUp PageDown End Home LeftArrow UpArrow RightArrow DownArrow Select Print Execute PrintScreen Insert Delete Help D0 D1 D2 D3 D4 D5 D6 D7 D8 D9 A=65 B C D E F G H I J K L M N O P Q R S T U V W X Y Z LeftWindows RightWindows Applications Sleep=95 NumPad0 NumPad1 NumPad2 NumPad3 NumPad4 NumPad5 NumPad6 NumPad7 NumPad8 NumPad9 Multiply Add Separator Subtract Decimal Divide F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 F13 F14 F15 F16 F17 F18 F19 F20 F21 F22 F23 F24 BrowserBack=166 BrowserForward BrowserRefresh BrowserStop BrowserSearch BrowserFavorites BrowserHome VolumeMute VolumeDown VolumeUp MediaNext MediaPrevious MediaStop MediaPlay LaunchMail LaunchMediaSelect LaunchApp1 LaunchApp2 Oem1=186 OemPlus OemComma OemMinus OemPeriod Oem2 Oem3 Oem4=219 Oem5 Oem6 Oem7 Oem8 Oem102=226 Process=229 Packet=231 Attention=246 CrSel ExSel EraseEndOfFile Play Zoom NoName Pa1 OemClear
*ConsoleModifiers Alt=1 Shift Control=4
Data.AcceptRejectRule None Cascade
*Data.CommandBehavior Default SingleResult SchemaOnly KeyInfo=4 SingleRow=8 SequentialAccess=16 CloseConnection=32
Data.CommandType Text=1 StoredProcedure=4 TableDirect=512
*Data.ConnectionState Closed Open Connecting Executing=4 Fetching=8 Broken=16
Data.DataRowVersion Original=256 Current=512 Proposed=1024 Default=1536
*Data.DataViewRowState None Unchanged=2 Added=4 Deleted=8 ModifiedCurrent=16 CurrentRows=22 ModifiedOriginal=32 OriginalRows=42
Data.DbType AnsiString Binary Byte Boolean Currency Date DateTime Decimal Double Guid Int16 Int32 Int64 Object SByte Single String Time UInt16 UInt32 UInt64 VarNumeric AnsiStringFixedLength StringFixedLength Xml=25 DateTime2 DateTimeOffset
Data.IsolationLevel Chaos=16 ReadUncommitted=256 ReadCommitted=4096 RepeatableRead=65536 Serializable=1048576 Snapshot=16777216 Unspecified=-1
Data.LoadOption OverwriteChanges=1 PreserveChanges Upsert
Data.MappingType Element=1 Attribute SimpleContent Hidden
Data.MissingSchemaAction Add=1 Ignore Error AddWithKey
Data.ParameterDirection Input=1 Output InputOutput ReturnValue=6
Data.Rule None Cascade SetNull SetDefault
Data.SchemaType Source=1 Mapped
Data.SqlDbType BigInt Binary Bit Char DateTime Decimal Float Image Int Money NChar NText NVarChar Real UniqueIdentifier SmallDateTime SmallInt SmallMoney Text Timestamp TinyInt VarBinary VarChar Variant Xml=25 Udt=29 Structured Date Time DateTime2 DateTimeOffset
Data.XmlReadMode Auto ReadSchema IgnoreSchema InferSchema DiffGram Fragment InferTypedSchema
Data.XmlWriteMode WriteSchema IgnoreSchema DiffGram
Diagnostics.ProcessPriorityClass Normal=32 Idle=64 High=128 RealTime=256 BelowNormal=16384 AboveNormal=32768
Diagnostics.ProcessWindowStyle Normal Hidden Minimized Maximized
*Diagnostics.SourceLevels Off Critical Error=3 Warning=7 Information=15 Verbose=31 ActivityTracing=65280 All=-1
Diagnostics.ThreadState Initialized Ready Running Standby Terminated Wait Transition Unknown
Diagnostics.TraceEventType Critical=1 Error Warning=4 Information=8 Verbose=16 Start=256 Stop=512 Suspend=1024 Resume=2048 Transfer=4096
Diagnostics.TraceLevel Off Error Warning Info Verbose
Environment+SpecialFolder Desktop Programs=2 MyDocuments=5 Personal=5 Favorites=6 Startup=7 Recent=8 SendTo=9 StartMenu=11 MyMusic=13 MyVideos=14 DesktopDirectory=16 MyComputer=17 NetworkShortcuts=19 Fonts=20 Templates=21 CommonStartMenu=22 CommonPrograms=23 CommonStartup=24 CommonDesktopDirectory=25 ApplicationData=26 PrinterShortcuts=27 LocalApplicationData=28 InternetCache=32 Cookies=33 History=34 CommonApplicationData=35 Windows=36 System=37 ProgramFiles=38 MyPictures=39 UserProfile=40 SystemX86=41 ProgramFilesX86=42 CommonProgramFiles=43 CommonProgramFilesX86=44 CommonTemplates=45 CommonDocuments=46 CommonAdminTools=47 AdminTools=48 CommonMusic=53 CommonPictures=54 CommonVideos=55 Resources=56 LocalizedResources=57 CommonOemLinks=58 CDBurning=59
Environment+SpecialFolderOption None DoNotVerify=16384 Create=32768
GCCollectionMode Default Forced Optimized
*Globalization.CompareOptions None IgnoreCase IgnoreNonSpace IgnoreSymbols=4 IgnoreKanaType=8 IgnoreWidth=16 NumericOrdering=32 OrdinalIgnoreCase=268435456 StringSort=536870912 Ordinal=1073741824
*Globalization.CultureTypes NeutralCultures=1 SpecificCultures InstalledWin32Cultures=4 AllCultures=7 UserCustomCulture ReplacementCultures=16 WindowsOnlyCultures=32 FrameworkCultures=64
Globalization.GregorianCalendarTypes Localized=1 USEnglish MiddleEastFrench=9 Arabic TransliteratedEnglish TransliteratedFrench
*Globalization.TimeSpanStyles None AssumeNegative
IO.Compression.ZipArchiveMode Read Create Update
*IO.FileOptions None Encrypted=16384 DeleteOnClose=67108864 SequentialScan=134217728 RandomAccess=268435456 Asynchronous=1073741824 WriteThrough=-2147483648
*IO.FileShare None Read Write ReadWrite Delete Inheritable=16
IO.HandleInheritability None Inheritable
IO.MatchCasing PlatformDefault CaseSensitive CaseInsensitive
IO.MatchType Simple Win32
*IO.NotifyFilters FileName=1 DirectoryName Attributes=4 Size=8 LastWrite=16 LastAccess=32 CreationTime=64 Security=256
IO.SearchOption TopDirectoryOnly AllDirectories
IO.SeekOrigin Begin Current End
*IO.UnixFileMode None OtherExecute=1 OtherWrite=2 OtherRead=4 GroupExecute=8 GroupWrite=16 GroupRead=32 UserExecute=64 UserWrite=128 UserRead=256 StickyBit=512 SetGroup=1024 SetUser=2048
*IO.WatcherChangeTypes Created=1 Deleted Changed=4 Renamed=8 All=15
*Net.AuthenticationSchemes None Digest Negotiate Ntlm=4 IntegratedWindowsAuthentication=6 Basic=8 Anonymous=32768
*Net.DecompressionMethods None GZip Deflate Brotli=4 All=-1
Net.Http.HttpCompletionOption ResponseContentRead ResponseHeadersRead
Net.Http.HttpVersionPolicy RequestVersionOrLower RequestVersionOrHigher RequestVersionExact
Net.HttpRequestHeader CacheControl Connection Date KeepAlive Pragma Trailer TransferEncoding Upgrade Via Warning Allow ContentLength ContentType ContentEncoding ContentLanguage ContentLocation ContentMd5 ContentRange Expires LastModified Accept AcceptCharset AcceptEncoding AcceptLanguage Authorization Cookie Expect From Host IfMatch IfModifiedSince IfNoneMatch IfRange IfUnmodifiedSince MaxForwards ProxyAuthorization Referer Range Te Translate UserAgent
Net.HttpResponseHeader CacheControl Connection Date KeepAlive Pragma Trailer TransferEncoding Upgrade Via Warning Allow ContentLength ContentType ContentEncoding ContentLanguage ContentLocation ContentMd5 ContentRange Expires LastModified AcceptRanges Age ETag Location ProxyAuthenticate RetryAfter Server SetCookie Vary WwwAuthenticate
Net.Mail.SmtpDeliveryMethod Network SpecifiedPickupDirectory PickupDirectoryFromIis
Net.Mail.SmtpStatusCode SystemStatus=211 HelpMessage=214 ServiceReady=220 ServiceClosingTransmissionChannel Ok=250 UserNotLocalWillForward CannotVerifyUserWillAttemptDelivery StartMailInput=354 ServiceNotAvailable=421 MailboxBusy=450 LocalErrorInProcessing InsufficientStorage ClientNotPermitted=454 CommandUnrecognized=500 SyntaxError CommandNotImplemented BadCommandSequence CommandParameterNotImplemented MustIssueStartTlsFirst=530 MailboxUnavailable=550 UserNotLocalTryAlternatePath ExceededStorageAllocation MailboxNameNotAllowed TransactionFailed GeneralFailure=-1
Net.NetworkInformation.NetworkInterfaceType Unknown=1 Ethernet=6 TokenRing=9 Fddi=15 BasicIsdn=20 PrimaryIsdn Ppp=23 Loopback Ethernet3Megabit=26 Slip=28 Atm=37 GenericModem=48 FastEthernetT=62 Isdn FastEthernetFx=69 Wireless80211=71 AsymmetricDsl=94 RateAdaptDsl SymmetricDsl VeryHighSpeedDsl IPOverAtm=114 GigabitEthernet=117 Tunnel=131 MultiRateSymmetricDsl=143 HighPerformanceSerialBus Wman=237 Wwanpp=243 Wwanpp2
Net.NetworkInformation.OperationalStatus Up=1 Down Testing Unknown Dormant NotPresent LowerLayerDown
Net.NetworkInformation.TcpState Unknown Closed Listen SynSent SynReceived Established FinWait1 FinWait2 CloseWait Closing LastAck TimeWait DeleteTcb
Net.Security.ProtectionLevel None Sign EncryptAndSign
*Net.Security.SslPolicyErrors None RemoteCertificateNotAvailable RemoteCertificateNameMismatch RemoteCertificateChainErrors=4
Net.Sockets.ProtocolType IP IPv6HopByHopOptions=0 Unspecified=0 Icmp Igmp Ggp IPv4 Tcp=6 Pup=12 Udp=17 Idp=22 IPv6=41 IPv6RoutingHeader=43 IPv6FragmentHeader IPSecEncapsulatingSecurityPayload=50 IPSecAuthenticationHeader IcmpV6=58 IPv6NoNextHeader IPv6DestinationOptions ND=77 Raw=255 Ipx=1000 Spx=1256 SpxII Unknown=-1
*Net.Sockets.SocketFlags None OutOfBand Peek DontRoute=4 Truncated=256 ControlDataTruncated=512 Broadcast=1024 Multicast=2048 Partial=32768
Net.Sockets.SocketOptionLevel IP Tcp=6 Udp=17 IPv6=41 Socket=65535
Net.Sockets.SocketShutdown Receive Send Both
Net.Sockets.SocketType Stream=1 Dgram Raw Rdm Seqpacket Unknown=-1
Net.WebExceptionStatus Success NameResolutionFailure ConnectFailure ReceiveFailure SendFailure PipelineFailure RequestCanceled ProtocolError ConnectionClosed TrustFailure SecureChannelFailure ServerProtocolViolation KeepAliveFailure Pending Timeout ProxyNameResolutionFailure UnknownError MessageLengthLimitExceeded CacheEntryNotFound RequestProhibitedByCachePolicy RequestProhibitedByProxy
*Reflection.CallingConventions Standard=1 VarArgs Any HasThis=32 ExplicitThis=64
*Reflection.FieldAttributes PrivateScope Private FamANDAssem Assembly Family FamORAssem Public FieldAccessMask Static=16 InitOnly=32 Literal=64 NotSerialized=128 HasFieldRVA=256 SpecialName=512 RTSpecialName=1024 HasFieldMarshal=4096 PinvokeImpl=8192 HasDefault=32768 ReservedMask=38144
*Reflection.MemberTypes Constructor=1 Event Field=4 Method=8 Property=16 TypeInfo=32 Custom=64 NestedType=128 All=191
*Reflection.MethodAttributes PrivateScope ReuseSlot=0 Private FamANDAssem Assembly Family FamORAssem Public MemberAccessMask UnmanagedExport Static=16 Final=32 Virtual=64 HideBySig=128 NewSlot=256 VtableLayoutMask=256 CheckAccessOnOverride=512 Abstract=1024 SpecialName=2048 RTSpecialName=4096 PinvokeImpl=8192 HasSecurity=16384 RequireSecObject=32768 ReservedMask=53248
*Reflection.ParameterAttributes None In Out Lcid=4 Retval=8 Optional=16 HasDefault=4096 HasFieldMarshal=8192 Reserved3=16384 Reserved4=32768 ReservedMask=61440
Reflection.ProcessorArchitecture None MSIL X86 IA64 Amd64 Arm
*Reflection.PropertyAttributes None SpecialName=512 RTSpecialName=1024 HasDefault=4096 Reserved2=8192 Reserved3=16384 Reserved4=32768 ReservedMask=62464
*Reflection.TypeAttributes AnsiClass AutoLayout=0 Class=0 NotPublic=0 Public NestedPublic NestedPrivate NestedFamily NestedAssembly NestedFamANDAssem NestedFamORAssem VisibilityMask=7 SequentialLayout ExplicitLayout=16 LayoutMask=24 ClassSemanticsMask=32 Interface=32 Abstract=128 Sealed=256 SpecialName=1024 RTSpecialName=2048 Import=4096 Serializable=8192 WindowsRuntime=16384 UnicodeClass=65536 AutoClass=131072 CustomFormatClass=196608 StringFormatMask=196608 HasSecurity=262144 ReservedMask=264192 BeforeFieldInit=1048576 CustomFormatMask=12582912
Security.AccessControl.AccessControlType Allow Deny
*Security.AccessControl.FileSystemRights ListDirectory=1 CreateFiles=2 CreateDirectories=4 ReadExtendedAttributes=8 WriteExtendedAttributes=16 ExecuteFile=32 DeleteSubdirectoriesAndFiles=64 ReadAttributes=128 WriteAttributes=256 Write=278 Delete=65536 ReadPermissions=131072 Read=131209 ReadAndExecute=131241 Modify=197055 ChangePermissions=262144 TakeOwnership=524288 Synchronize=1048576 FullControl=2032127
*Security.AccessControl.InheritanceFlags None ContainerInherit ObjectInherit
*Security.AccessControl.PropagationFlags None NoPropagateInherit InheritOnly
*Security.Authentication.SslProtocols None Ssl2=12 Ssl3=48 Tls=192 Default=240 Tls11=768 Tls12=3072 Tls13=12288
Security.Cryptography.CryptoStreamMode Read Write
Security.Cryptography.RSAEncryptionPaddingMode Pkcs1 Oaep
Security.Cryptography.RSASignaturePaddingMode Pkcs1 Pss
*Security.Cryptography.X509Certificates.X500DistinguishedNameFlags None Reversed UseSemicolons=16 DoNotUsePlusSign=32 DoNotUseQuotes=64 UseCommas=128 UseNewLines=256 UseUTF8Encoding=4096 UseT61Encoding=8192 ForceUTF8Encoding=16384
*Security.Cryptography.X509Certificates.X509ChainStatusFlags NoError NotTimeValid NotTimeNested Revoked=4 NotSignatureValid=8 NotValidForUsage=16 UntrustedRoot=32 RevocationStatusUnknown=64 Cyclic=128 InvalidExtension=256 InvalidPolicyConstraints=512 InvalidBasicConstraints=1024 InvalidNameConstraints=2048 HasNotSupportedNameConstraint=4096 HasNotDefinedNameConstraint=8192 HasNotPermittedNameConstraint=16384 HasExcludedNameConstraint=32768 PartialChain=65536 CtlNotTimeValid=131072 CtlNotSignatureValid=262144 CtlNotValidForUsage=524288 HasWeakSignature=1048576 OfflineRevocation=16777216 NoIssuanceChainPolicy=33554432 ExplicitDistrust=67108864 HasNotSupportedCriticalExtension=134217728
Security.Cryptography.X509Certificates.X509ContentType Unknown Cert SerializedCert Pfx Pkcs12=3 SerializedStore Pkcs7 Authenticode
Security.Cryptography.X509Certificates.X509IncludeOption None ExcludeRoot EndCertOnly WholeChain
*Security.Cryptography.X509Certificates.X509KeyUsageFlags None EncipherOnly CrlSign KeyCertSign=4 KeyAgreement=8 DataEncipherment=16 KeyEncipherment=32 NonRepudiation=64 DigitalSignature=128 DecipherOnly=32768
Security.Cryptography.X509Certificates.X509NameType SimpleName EmailName UpnName DnsName DnsFromAlternativeName UrlName
Security.Cryptography.X509Certificates.X509RevocationFlag EndCertificateOnly EntireChain ExcludeRoot
Security.Cryptography.X509Certificates.X509RevocationMode NoCheck Online Offline
*Security.Cryptography.X509Certificates.X509VerificationFlags NoFlag IgnoreNotTimeValid IgnoreCtlNotTimeValid IgnoreNotTimeNested=4 IgnoreInvalidBasicConstraints=8 AllowUnknownCertificateAuthority=16 IgnoreWrongUsage=32 IgnoreInvalidName=64 IgnoreInvalidPolicy=128 IgnoreEndRevocationUnknown=256 IgnoreCtlSignerRevocationUnknown=512 IgnoreCertificateAuthorityRevocationUnknown=1024 IgnoreRootRevocationUnknown=2048 AllFlags=4095
Security.Principal.TokenImpersonationLevel None Anonymous Identification Impersonation Delegation
Threading.EventResetMode AutoReset ManualReset
Threading.LazyThreadSafetyMode None PublicationOnly ExecutionAndPublication
Threading.LockRecursionPolicy NoRecursion SupportsRecursion
*Threading.Tasks.TaskContinuationOptions None PreferFairness LongRunning AttachedToParent=4 DenyChildAttach=8 HideScheduler=16 LazyCancellation=32 RunContinuationsAsynchronously=64 NotOnRanToCompletion=65536 NotOnFaulted=131072 OnlyOnCanceled=196608 NotOnCanceled=262144 OnlyOnFaulted=327680 OnlyOnRanToCompletion=393216 ExecuteSynchronously=524288
*Threading.Tasks.TaskCreationOptions None PreferFairness LongRunning AttachedToParent=4 DenyChildAttach=8 HideScheduler=16 RunContinuationsAsynchronously=64
Threading.ThreadPriority Lowest BelowNormal Normal AboveNormal Highest
*Threading.ThreadState Running StopRequested SuspendRequested Background=4 Unstarted=8 Stopped=16 WaitSleepJoin=32 Suspended=64 AbortRequested=128 Aborted=256
*UriComponents Scheme=1 UserInfo Host=4 Port=8 SchemeAndServer=13 Path=16 Query=32 PathAndQuery=48 HttpRequestUrl=61 Fragment=64 AbsoluteUri=127 StrongPort HostAndPort=132 StrongAuthority=134 NormalizedHost=256 KeepDelimiter=1073741824 SerializationInfoString=-2147483648
UriFormat UriEscaped=1 Unescaped SafeUnescaped
UriPartial Scheme Authority Path Query
Xml.ConformanceLevel Auto Fragment Document
Xml.DtdProcessing Prohibit Ignore Parse
Xml.Formatting None Indented
*Xml.Linq.LoadOptions None PreserveWhitespace SetBaseUri SetLineInfo=4
*Xml.Linq.SaveOptions None DisableFormatting OmitDuplicateNamespaces
*Xml.NamespaceHandling Default OmitDuplicates
Xml.NewLineHandling Replace Entitize None
Xml.ReadState Initial Interactive Error EndOfFile Closed
Xml.ValidationType None Auto DTD XDR Schema
Xml.WhitespaceHandling All Significant None
Xml.WriteState Start Prolog Element Attribute Content Closed Error
Xml.XmlDateTimeSerializationMode Local Utc Unspecified RoundtripKind
Xml.XmlNamespaceScope All ExcludeXml Local
Xml.XmlNodeOrder Before After Same Unknown
Xml.XmlOutputMethod Xml Html Text AutoDetect
Xml.XmlSpace None Default Preserve
`;
for (const line of ENUMS.trim().split('\n')) {
  const [name = '', ...members] = line.split(' ');
  enumType(`System.${name.replace('*', '')}`, members.map((m) => { const [key = '', value] = m.split('='); return value === undefined ? key : [key, Number(value)]; }), { flags: name.startsWith('*') });
}
