/** The properties of .NET's objects as PowerShell lists them: .NET 10's names and order, as its reflection told them (Type.GetProperties). */
import assert from 'node:assert/strict';
import { mayBeOrdered } from '../../../../src/powershell/runtime/members/list.ts';
import { orderedTypes } from '../../../../src/powershell/runtime/members/netOrder.ts';
import { run } from './harness.ts';
import { table } from './table.ts';

/** What makes an object, the properties .NET has, and those of them that the engine does not answer. */
const RECORDED: readonly (readonly [make: string, names: string, unanswered?: string])[] = [
  ["[ordered] @{ a = 1 }", 'Count IsReadOnly Keys Values'],
  ["@{ a = 1 }", 'IsReadOnly IsFixedSize IsSynchronized Keys Values SyncRoot Count'],
  ["[Collections.ArrayList] (1, 2)", 'Capacity Count IsFixedSize IsReadOnly IsSynchronized SyncRoot'],
  ["[Collections.SortedList]::new()", 'Capacity Count Keys Values IsReadOnly IsFixedSize IsSynchronized SyncRoot', 'Capacity'],
  ["[Collections.Specialized.NameValueCollection]::new()", 'AllKeys Count Keys'],
  ["[Collections.Specialized.StringCollection]::new()", 'Count IsReadOnly IsSynchronized SyncRoot'],
  ["[cultureinfo] 'de-DE'", 'Parent LCID KeyboardLayoutId Name IetfLanguageTag DisplayName NativeName EnglishName TwoLetterISOLanguageName ThreeLetterISOLanguageName ThreeLetterWindowsLanguageName CompareInfo TextInfo IsNeutralCulture CultureTypes NumberFormat DateTimeFormat Calendar OptionalCalendars UseUserOverride IsReadOnly', 'CultureTypes'],
  ["([cultureinfo] 'de-DE').NumberFormat", 'CurrencyDecimalDigits CurrencyDecimalSeparator IsReadOnly CurrencyGroupSizes NumberGroupSizes PercentGroupSizes CurrencyGroupSeparator CurrencySymbol NaNSymbol CurrencyNegativePattern NumberNegativePattern PercentPositivePattern PercentNegativePattern NegativeInfinitySymbol NegativeSign NumberDecimalDigits NumberDecimalSeparator NumberGroupSeparator CurrencyPositivePattern PositiveInfinitySymbol PositiveSign PercentDecimalDigits PercentDecimalSeparator PercentGroupSeparator PercentSymbol PerMilleSymbol NativeDigits DigitSubstitution'],
  ["([cultureinfo] 'de-DE').DateTimeFormat", 'AMDesignator Calendar DateSeparator FirstDayOfWeek CalendarWeekRule FullDateTimePattern LongDatePattern LongTimePattern MonthDayPattern PMDesignator RFC1123Pattern ShortDatePattern ShortTimePattern SortableDateTimePattern TimeSeparator UniversalSortableDateTimePattern YearMonthPattern AbbreviatedDayNames ShortestDayNames DayNames AbbreviatedMonthNames MonthNames IsReadOnly NativeCalendarName AbbreviatedMonthGenitiveNames MonthGenitiveNames'],
  ["([cultureinfo] 'de-DE').TextInfo", 'ANSICodePage OEMCodePage MacCodePage EBCDICCodePage LCID CultureName IsReadOnly ListSeparator IsRightToLeft', 'ANSICodePage OEMCodePage MacCodePage EBCDICCodePage LCID'],
  ["([cultureinfo] 'de-DE').CompareInfo", 'Name Version LCID', 'Version'],
  ["[Globalization.RegionInfo] 'DE'", 'Name EnglishName DisplayName NativeName TwoLetterISORegionName ThreeLetterISORegionName ThreeLetterWindowsRegionName IsMetric GeoId CurrencyEnglishName CurrencyNativeName CurrencySymbol ISOCurrencySymbol', 'ThreeLetterISORegionName ThreeLetterWindowsRegionName GeoId'],
  ["[Globalization.GregorianCalendar]::new()", 'MinSupportedDateTime MaxSupportedDateTime AlgorithmType CalendarType Eras TwoDigitYearMax IsReadOnly'],
  ["[IO.MemoryStream]::new()", 'CanRead CanSeek CanWrite Capacity Length Position CanTimeout ReadTimeout WriteTimeout', 'Capacity'],
  ["[IO.StreamReader]::new([IO.MemoryStream]::new())", 'CurrentEncoding BaseStream EndOfStream', 'CurrentEncoding'],
  ["[IO.StreamWriter]::new([IO.MemoryStream]::new())", 'AutoFlush BaseStream Encoding FormatProvider NewLine', 'Encoding FormatProvider'],
  ["[IO.Compression.GZipStream]::new([IO.MemoryStream]::new(), [IO.Compression.CompressionMode]::Compress)", 'CanRead CanWrite CanSeek Length Position BaseStream CanTimeout ReadTimeout WriteTimeout'],
  ["[Net.Mail.MailMessage]::new('a@b.c', 'd@e.f')", 'From Sender ReplyTo ReplyToList To Bcc CC Priority DeliveryNotificationOptions Subject SubjectEncoding Headers HeadersEncoding Body BodyEncoding BodyTransferEncoding IsBodyHtml Attachments AlternateViews', 'BodyTransferEncoding AlternateViews'],
  ["[Net.WebClient]::new()", 'Encoding BaseAddress Credentials UseDefaultCredentials Headers QueryString ResponseHeaders Proxy CachePolicy IsBusy AllowReadStreamBuffering AllowWriteStreamBuffering Site Container', 'QueryString CachePolicy AllowReadStreamBuffering AllowWriteStreamBuffering Site Container'],
  ["[Net.NetworkCredential]::new('a', 'b', 'c')", 'UserName Password SecurePassword Domain'],
  ["[Security.Cryptography.Aes]::Create()", 'Key KeySize FeedbackSize BlockSize IV LegalBlockSizes LegalKeySizes Mode Padding', 'FeedbackSize LegalBlockSizes LegalKeySizes'],
  ["[Security.Cryptography.SHA256]::Create()", 'HashSize Hash InputBlockSize OutputBlockSize CanTransformMultipleBlocks CanReuseTransform'],
  ["[Security.Cryptography.HMACSHA256]::new([byte[]] (1, 2))", 'Key HashName HashSize Hash InputBlockSize OutputBlockSize CanTransformMultipleBlocks CanReuseTransform'],
  ["[Data.DataTable]::new('T')", 'CaseSensitive IsInitialized RemotingFormat ChildRelations Columns Constraints DataSet DefaultView DisplayExpression ExtendedProperties HasErrors Locale MinimumCapacity ParentRelations PrimaryKey Rows TableName Namespace Prefix Site Container DesignMode', 'RemotingFormat ChildRelations Constraints ExtendedProperties MinimumCapacity ParentRelations'],
  ["[Data.DataTable]::new('T').Columns.Add('a')", 'AllowDBNull AutoIncrement AutoIncrementSeed AutoIncrementStep Caption ColumnName Prefix DataType DateTimeMode DefaultValue Expression ExtendedProperties MaxLength Namespace Ordinal ReadOnly Table Unique ColumnMapping Site Container DesignMode', 'AutoIncrementSeed AutoIncrementStep DateTimeMode ExtendedProperties Ordinal Table ColumnMapping'],
  ["[Data.DataTable]::new('T').Columns", 'Count IsReadOnly IsSynchronized SyncRoot'],
  ["[Data.DataSet]::new('D')", 'RemotingFormat SchemaSerializationMode CaseSensitive DefaultViewManager EnforceConstraints DataSetName Namespace Prefix ExtendedProperties HasErrors IsInitialized Locale Site Relations Tables Container DesignMode', 'RemotingFormat SchemaSerializationMode CaseSensitive DefaultViewManager EnforceConstraints ExtendedProperties HasErrors Locale Relations'],
  ["[regex]::Match('a', '(a)')", 'Groups Success Name Captures Index Length Value ValueSpan'],
  ["[regex]::Matches('a', 'a')", 'IsReadOnly Count IsSynchronized SyncRoot'],
  ["[regex]::Match('a', '(a)').Groups", 'IsReadOnly Count IsSynchronized SyncRoot Keys Values'],
  ["[uri] 'http://a/b'", 'AbsolutePath AbsoluteUri LocalPath Authority HostNameType IsDefaultPort IsFile IsLoopback PathAndQuery Segments IsUnc Host Port Query Fragment Scheme OriginalString DnsSafeHost IdnHost IsAbsoluteUri UserEscaped UserInfo'],
  ["[version] '1.2'", 'Major Minor Build Revision MajorRevision MinorRevision'],
  ["[Text.StringBuilder]::new()", 'Capacity MaxCapacity Length'],
  ["[timespan] 1", 'Ticks Days Hours Milliseconds Microseconds Nanoseconds Minutes Seconds TotalDays TotalHours TotalMilliseconds TotalMicroseconds TotalNanoseconds TotalMinutes TotalSeconds'],
  ["[datetimeoffset] '2024-05-06T07:08:09Z'", 'DateTime UtcDateTime LocalDateTime Date Day DayOfWeek DayOfYear Hour Millisecond Microsecond Nanosecond Minute Month Offset TotalOffsetMinutes Second Ticks UtcTicks TimeOfDay Year'],
  ["[Environment]::OSVersion", 'Platform ServicePack Version VersionString'],
  ["[bigint] 3", 'IsPowerOfTwo IsZero IsOne IsEven Sign', 'IsPowerOfTwo'],
  ["[Xml.XmlWriterSettings]::new()", 'Async Encoding OmitXmlDeclaration NewLineHandling NewLineChars Indent IndentChars NewLineOnAttributes CloseOutput ConformanceLevel CheckCharacters NamespaceHandling WriteEndDocumentOnClose OutputMethod DoNotEscapeUriAttributes', 'NamespaceHandling WriteEndDocumentOnClose OutputMethod DoNotEscapeUriAttributes'],
  ["[Xml.Linq.XElement]::Parse('<a/>')", 'FirstAttribute HasAttributes HasElements IsEmpty LastAttribute Name NodeType Value FirstNode LastNode NextNode PreviousNode BaseUri Document Parent', 'LastAttribute NextNode PreviousNode BaseUri Document'],
  ["[Collections.Generic.List[int]]::new()", 'Capacity Count'],
  ["[Collections.Generic.Dictionary[string, int]]::new()", 'Comparer Count Capacity Keys Values', 'Capacity'],
  ["[Collections.Generic.HashSet[int]]::new()", 'Count Capacity Comparer', 'Capacity'],
  ["[Collections.Generic.Queue[int]]::new()", 'Count Capacity', 'Capacity'],
  ["[AggregateException]::new()", 'InnerExceptions Message TargetSite Data InnerException HelpLink Source HResult StackTrace'],
  ["[ArgumentNullException]::new()", 'Message ParamName TargetSite Data InnerException HelpLink Source HResult StackTrace'],
  ["[ArgumentOutOfRangeException]::new()", 'Message ActualValue ParamName TargetSite Data InnerException HelpLink Source HResult StackTrace'],
  ["[ComponentModel.Win32Exception]::new()", 'NativeErrorCode ErrorCode TargetSite Message Data InnerException HelpLink Source HResult StackTrace'],
  ["[IO.FileNotFoundException]::new()", 'Message FileName FusionLog TargetSite Data InnerException HelpLink Source HResult StackTrace'],
  ["[MissingMethodException]::new()", 'Message TargetSite Data InnerException HelpLink Source HResult StackTrace'],
  ["[Net.Sockets.SocketException]::new()", 'Message SocketErrorCode ErrorCode NativeErrorCode TargetSite Data InnerException HelpLink Source HResult StackTrace'],
  ["[Net.WebException]::new()", 'Status Response TargetSite Message Data InnerException HelpLink Source HResult StackTrace'],
  ["[ObjectDisposedException]::new()", 'Message ObjectName TargetSite Data InnerException HelpLink Source HResult StackTrace'],
  ["[OperationCanceledException]::new()", 'CancellationToken TargetSite Message Data InnerException HelpLink Source HResult StackTrace'],
  ["[Security.SecurityException]::new()", 'Demanded DenySetInstance FailedAssemblyInfo GrantedSet Method PermissionState PermissionType PermitOnlySetInstance RefusedSet Url TargetSite Message Data InnerException HelpLink Source HResult StackTrace'],
  ["[Text.Json.JsonException]::new()", 'LineNumber BytePositionInLine Path Message TargetSite Data InnerException HelpLink Source HResult StackTrace'],
  ["[TypeLoadException]::new()", 'Message TypeName TargetSite Data InnerException HelpLink Source HResult StackTrace'],
  ["[Xml.XPath.XPathException]::new()", 'Message TargetSite Data InnerException HelpLink Source HResult StackTrace'],
  ["[Globalization.CultureNotFoundException]::new()", 'InvalidCultureId InvalidCultureName Message ParamName TargetSite Data InnerException HelpLink Source HResult StackTrace'],
  ["[DivideByZeroException]::new()", 'TargetSite Message Data InnerException HelpLink Source HResult StackTrace'],
];

describe('Properties of .NET objects', () => {
  for (const [make, names, unanswered = ''] of RECORDED) {
    it(`${make} lists them in .NET's order`, () => {
      const { output } = run(`, (${make}) | ForEach-Object { $_.psobject.Properties.Name -join ' ' }`), not = unanswered.split(' ');
      assert.equal(output.join('|'), names.split(' ').filter((name) => !not.includes(name)).join(' '));
    });
  }
  it('are asked for in the table of orders where a type is in it', () => {
    assert.deepEqual(orderedTypes().filter((name) => !mayBeOrdered(name)), []);
  });
  table([
    ['a class of a script lists its own before those of its base', "class Mine : Collections.ArrayList { [int] $Own }; [Mine]::new().psobject.Properties.Name -join ' '", 'Own Capacity Count IsFixedSize IsReadOnly IsSynchronized SyncRoot'],
    ['lists, Select-Object and JSON have the order too', `
      $o = [ordered] @{ b = 1 }; ($o.psobject.Properties.Name) -join ' '; $p = [Globalization.CultureInfo]::InvariantCulture.NumberFormat; @(($p | Select-Object *).psobject.Properties.Name)[0..2] -join ' '; ($p | ConvertTo-Json -Depth 1 -Compress).Substring(0, 75)
      ($p | Format-List * | Out-String).Trim() -split '\\r?\\n' -replace ' *:.*' | Select-Object -First 3`,
      'Count IsReadOnly Keys Values|CurrencyDecimalDigits CurrencyDecimalSeparator IsReadOnly|{"CurrencyDecimalDigits":2,"CurrencyDecimalSeparator":".","IsReadOnly":true|CurrencyDecimalDigits|CurrencyDecimalSeparator|IsReadOnly'],
    ['what PowerShell adds to arrays comes first', ", (1, 2) | ForEach-Object { $_.psobject.Properties.Name -join ' ' }", 'Count Length LongLength Rank SyncRoot IsReadOnly IsFixedSize IsSynchronized'],
    ['hash algorithms are of their own types', `
      [Security.Cryptography.SHA256]::Create().GetType().FullName; [Security.Cryptography.HashAlgorithm]::Create('SHA-1').GetType().BaseType.Name; [Security.Cryptography.SHA256Managed]::new() -is [Security.Cryptography.SHA256]
      $h = [Security.Cryptography.HMACSHA256]::new([byte[]] (1, 2)); $h.GetType().Name; $null -eq $h.Hash; $null = $h.ComputeHash([byte[]] 3); $h.Hash.Count; $h.HashName; "$($h.Key)"; [Security.Cryptography.HMACSHA256]::new().Key.Count`,
      'System.Security.Cryptography.SHA256+Implementation|SHA1|True|HMACSHA256|True|32|SHA256|1 2|64'],
    ['calendars say what they can count', `
      foreach ($c in [Globalization.GregorianCalendar]::new(), [Globalization.HebrewCalendar]::new(), [Globalization.UmAlQuraCalendar]::new(), [Globalization.JapaneseCalendar]::new()) { '{0:yyyy-MM-dd} {1:o} {2} {3} {4}' -f $c.MinSupportedDateTime, $c.MaxSupportedDateTime, $c.AlgorithmType, $c.TwoDigitYearMax, ($c.Eras -join ',') }
      [Globalization.GregorianCalendar]::new().CalendarType; [Globalization.HijriCalendar]::new().psobject.Properties.Name -join ' '`,
      '0001-01-01 9999-12-31T23:59:59.9999999 SolarCalendar 2049 1|1583-01-01 2239-09-29T23:59:59.9999999 LunisolarCalendar 5790 1|1900-04-30 2077-11-16T23:59:59.9999999 LunarCalendar 1451 1|1868-09-08 9999-12-31T23:59:59.9999999 SolarCalendar 99 5,4,3,2,1|Localized|MinSupportedDateTime MaxSupportedDateTime AlgorithmType HijriAdjustment Eras TwoDigitYearMax IsReadOnly'],
    ['streams in memory have no timeouts, and a credential its password in both forms', "$s = [IO.MemoryStream]::new(); $s.CanTimeout; try { $s.ReadTimeout = 5 } catch { $_.Exception.InnerException.Message }; [Net.NetworkCredential]::new('a', 'b', 'c').SecurePassword.Length; [Environment]::OSVersion.ServicePack -eq ''", 'False|Timeouts are not supported on this stream.|1|True'],
  ]);
});
