/** What the server says, field by field. Days are ISO days, times ISO times; offsets are
 * characters (code points) of the report's text, end exclusive. */

export type Status = "actual" | "historical" | "future" | "hypothetical" | "requested" | "negated";
export type Precision = "point" | "town" | "district" | "region" | "country" | "sea";
export type Letter = "A" | "B" | "C" | "D" | "E" | "F";
export type Lane = "actual" | "ahead" | "denied";
export type Bin = "day" | "week" | "month";

export interface Listed<T> {
  items: T[];
  /** Where the next page begins; null, or none, at the end. */
  next?: string | null;
  /** How many a list that comes whole leaves out. */
  more?: number;
}

export interface Voice {
  id: string;
  name: string;
}

export interface Actor extends Voice {
  code: string | null;
}

export interface Place {
  name: string;
  country: string | null;
  lat: number | null;
  lon: number | null;
  precision: Precision;
}

export interface Grade {
  credibility: number;
  words: string;
  rule: string;
}

export interface EventRow {
  id: string;
  type: string;
  mode: string | null;
  status: Status;
  quad: string;
  intensity: number | null;
  first_day: string | null;
  last_day: string | null;
  when_precision: string | null;
  place: Place | null;
  actors: Actor[];
  recipients: Actor[];
  grade: Grade;
  reports: number;
  origins: number;
  line: string;
}

export interface Quote {
  report: string;
  start: number;
  end: number;
  text: string;
}

export interface Figure {
  role: string;
  low: number | null;
  best: number | null;
  high: number | null;
  unit: string | null;
  by: string[];
}

export interface Claim {
  id: string;
  report: string;
  speaker: Voice | null;
  stance: string;
  basis: string;
  why: string;
  from: Voice[];
  vouches: boolean;
  quote: Quote;
}

export interface Origin {
  id: string;
  name: string;
  basis: string;
  chain: Voice[];
  claims: string[];
}

export interface Verdict {
  a: string;
  b: string;
  value: "independent" | "dependent" | "cannot tell";
  reason: string;
  words: Quote[];
}

export interface Mark {
  start: number;
  end: number;
  kind: string;
}

export interface Passage {
  start: number;
  end: number;
  text: string;
  marks: Mark[];
}

export interface Telling {
  report: string;
  outlet: string | null;
  date: string | null;
  title: string | null;
  /** How it differs from its earlier versions; "" where there is none. */
  edited: string;
  passages: Passage[];
}

export interface Judgement {
  number: number;
  kind: string;
  who: string;
  at: string;
  why: string;
  undone: string | null;
  /** Who took it back, and why; "" where that is not known. */
  undone_by: string;
  undone_why: string;
  what: string;
}

export interface EventPage extends Omit<EventRow, "origins"> {
  place_reason: string;
  figures: Figure[];
  claims: Claim[];
  origins: Origin[];
  against: Voice[];
  verdicts: Verdict[];
  grade_words: Quote[];
  letters: Record<string, Letter>;
  told_by: Telling[];
  copies: { report: string; of: string; why: string }[];
  accounts: string[];
  history: Judgement[];
}

export interface Comparison {
  a: string;
  b: string;
  score: number;
  features: { name: string; score: number; why: string }[];
}

export interface MapPlace extends Place {
  place: string;
  events: number;
  best_grade: number;
  planned: number;
  feared: number;
  denied: number;
  actual: number;
  type: string;
}

export interface Places {
  items: MapPlace[];
  more: number;
}

export interface TimeBin {
  start: string;
  events: number;
  by_grade: Record<string, number>;
  quads: Record<string, number>;
}

export interface Timeline {
  by: Bin;
  items: TimeBin[];
}

export interface Network {
  nodes: (Actor & { events: number })[];
  links: { source: string; target: string; events: number; intensity: number | null }[];
}

export interface SeriesBin {
  start: string;
  score: number | null;
  low: number | null;
  high: number | null;
  events: number;
  material_conflict: number;
  verbal_conflict: number;
  verbal_cooperation: number;
  material_cooperation: number;
  reports: number;
  gap: boolean;
  /** Of a gap, why it is one. */
  why?: string;
}

export interface Alarm {
  id: string;
  watch: string;
  at: string;
  state: "standing" | "corrected" | "withdrawn";
  what: string;
  compared: string;
  since: string;
  until: string;
  kind: string;
  /** Why it was corrected or withdrawn. */
  why?: string;
  events: string[];
  lane: Lane;
}

/** An event that an alarm rests on, with the very words of its claims. */
export interface AlarmEvent extends EventRow {
  quotes: Quote[];
}

export interface AlarmPage extends Alarm {
  /** All its states, the earliest first. */
  history: Alarm[];
  evidence: AlarmEvent[];
}

export interface Series {
  a: string;
  b: string;
  by: Bin;
  directed: boolean;
  items: SeriesBin[];
  /** Events whose days are not known to within a bin. */
  left_out?: number;
  alarms?: Alarm[];
}

export interface Pair {
  a: string;
  b: string;
  name_a: string;
  name_b: string;
  events: number;
}

export interface Sentence {
  text: string;
  events: string[];
  claims: string[];
  /** The alarm that it tells of. */
  alarm?: string | null;
}

export interface Section {
  title: string;
  /** Events of the kind that are not told. */
  more?: number;
  sentences: Sentence[];
}

export interface Brief {
  generated: string;
  newest_source: string | null;
  stale: Omit<Feed, "stale">[];
  /** Sentences that did not pass the checks and are not told. */
  refused?: number;
  sections: Section[];
}

export interface Source extends Voice {
  letter: Letter | null;
  track: { counts: Record<string, number>; rule: string };
  proposed: Letter | null;
}

export interface Version {
  report: string;
  modified: string | null;
  seen: string;
  stands: boolean;
  /** What is otherwise than in the version before. */
  changes: { before: string | null; after: string | null }[];
}

export interface Report {
  id: string;
  outlet: string | null;
  date: string | null;
  title: string | null;
  text: string;
  url: string | null;
  language: string | null;
  events: string[];
  marks: (Mark & { event: string })[];
  /** All versions of the article, the earliest first. */
  versions: Version[];
  /** Words for events that it tells and the version that stands does not. */
  withdrawn: Quote[];
}

export interface Hit {
  report: { id: string; outlet: string | null; date: string | null; title: string | null };
  words: string;
  hits: [number, number][];
}

export interface Feed {
  name: string;
  state: string;
  since: string | null;
  why: string | null;
  stale: boolean;
}

export interface Desk {
  vedette: string;
  ledger: string;
  reports: number;
  events: number;
  judgements: number;
  state: number;
  newest_report: string | null;
  oldest_day: string | null;
  newest_day: string | null;
  sources: Feed[];
  codebook: {
    types: Record<string, { name: string; description: string; quad: string; modes: string[] }>;
    statuses: string[];
    quads: string[];
    grades: Record<string, string>;
  };
  reviewing: boolean;
}

export type Ruling =
  | { kind: "merge"; a: string; b: string }
  | { kind: "split"; event: string; accounts: string[] }
  | { kind: "reliability"; source: string; letter: Letter }
  | { kind: "accept"; event: string }
  | { kind: "correct"; event: string; field: string; value: string };

export interface Ruled {
  /** Of what was recorded; none where a judgement was taken back. */
  numbers?: number[];
  events: string[];
}
