/** What .NET reads as a date beside the usual, and what tables of data say of themselves. */
import { table } from './table.ts';

describe('Dates and tables of data', () => {
  table([
    ['commas and blanks stand between the numbers of a date', `foreach ($t in '2005,3,10', '2005, 3, 10', '2005 3 10', '3,10,2005', '3 10 2005 14:05') { ([datetime] $t).ToString('s') }; foreach ($t in '5,3', '1 2', '2005,3') { ([datetime] $t).ToString('MM-dd') }`,
      '2005-03-10T00:00:00|2005-03-10T00:00:00|2005-03-10T00:00:00|2005-03-10T00:00:00|2005-03-10T14:05:00|05-03|01-02|03-01'],
    ['a table has a culture', `$t = [System.Data.DataTable]::new('x'); $t.Locale.Name -eq ''; $t.Locale = [cultureinfo] 'en-US'; $t.Locale.Name`, 'True|en-US'],
  ]);
});
