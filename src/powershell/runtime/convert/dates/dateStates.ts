/**
 * What follows from what while a date is read: for each state the next one by the kind of the token, in .NET's own order (DateTimeParse). A state
 * that ends a date or a time begins with `=`; `!` is where no date can come of it.
 */
export const TOKENS = ['end', 'numberEnd', 'numberHalf', 'numberSpace', 'numberDate', 'numberTime', 'monthEnd', 'monthSpace', 'monthDate', 'dateSuffix', 'timeSuffix', 'weekday', 'yearSpace', 'yearDate', 'yearEnd', 'zone', 'era'] as const;
export type Token = (typeof TOKENS)[number];
const TABLE: Readonly<Record<string, string>> = {
  start: 'start ! =t1 n nd t ! m m s ts start y y ! start start',
  n: '! =nn =t2 nn nnd ! =nm nm mnd nds ! n yn ynd =yn n n',
  nn: '=nn =nnn =t3 =nnn ! t =mnn =mnn ! ! ts nn =nny ! =nny nn nn',
  nd: '! =nn ! dnn nnd ! =nm mn mnd ! ! nd yn ynd =yn ! nd',
  dnn: '=nn =nnn =t1 =nnn ! t =mnn =mnn ! =ds ts dnn =nny ! =nny ! dnn',
  nnd: '! =nnn =nnn =nnn ! ! =mnn =mnn ! =ds ! nnd =nny ! =nny ! nnd',
  m: '! =mn ! mn mnd ! ! ! ! ! ! m ym ymd =ym ! m',
  mn: '=mn =mnn =mnn =mnn ! t ! ! ! =ds ts mn =ymn ! =ymn ! mn',
  nm: '=nm =mnn =mnn =mnn ! t ! ! ! =ds ts nm =ymn ! =ymn ! nm',
  mnd: '! =mnn ! =mnn ! ! ! ! ! ! ! mnd =ymn ! =ymn ! mnd',
  nds: '=nds =nnds =nnds =nnds ! t ! ! ! nds ts nds ! ! ! ! nds',
  y: '! =yn ! yn ynd ! =ym ym ymd ym ! y ! ! ! ! y',
  yn: '=yn =ynn =ynn =ynn ! ! =ymn =ymn ! ! ! yn ! ! ! ! yn',
  ynd: '! =ynn =ynn =ynn ! ! =ymn =ymn ! ! ! yn ! ! ! ! yn',
  ym: '=ym =ymn =ymn =ymn ! ! ! ! ! ! ! ym ! ! ! ! ym',
  ymd: '! =ymn =ymn =ymn ! ! ! ! ! ! ! ym ! ! ! ! ym',
  s: '=ds =dsn =t1 t ! t ! ! ! s ts s ! ! ! ! s',
  ts: '=ts =ts =ts t nd ! ! ! ! s ts ts ! ! ! ts ts',
  t: '! =t2 =t2 =t2 ! tt =nm nm ! ! ts ! ! ! ! t t',
  tt: '! =t3 =t3 =t3 ! ! ! ! ! ! ts tt ! ! ! tt tt',
};
const rows = new Map(Object.entries(TABLE).map(([state, row]) => [state, row.split(' ')]));
/** The state after a token. */
export const after = (state: string, token: Token): string => rows.get(state)?.[TOKENS.indexOf(token)] ?? '!';
