import type { Params } from '../api/client';

/** A word of the filter language, such as `state:failed` or `duration>10s`. */
export interface Field {
  name: string;
  what: string;
  /** The parameter of the API for each operator. */
  params: Partial<Record<':' | '>' | '<', string>>;
  values?: string[];
  /** The field that /suggest knows it by. */
  suggest?: string;
}

export interface Word {
  start: number;
  end: number;
  field?: Field;
  operator?: ':' | '>' | '<';
  value: string;
}

const WORD = /([a-z]+)([:<>])("[^"]*"?|\S*)|"[^"]*"?|\S+/gi;

/** Cuts a filter into its words; what names no field is text to look for. */
export function words(text: string, fields: Field[]): Word[] {
  return [...text.matchAll(WORD)].map((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const field = match[1] ? fields.find((each) => each.name === match[1]!.toLowerCase()) : undefined;
    const operator = match[2] as Word['operator'];
    if (field && operator && field.params[operator]) return { start, end, field, operator, value: unquoted(match[3]!) };
    return { start, end, value: unquoted(match[0]) };
  });
}

/** The parameters of the API for a filter; several values of one field are a comma list. */
export function params(text: string, fields: Field[]): Params {
  const result: Record<string, string> = {};
  const free: string[] = [];
  for (const { field, operator, value } of words(text, fields)) {
    if (!field) free.push(value);
    else if (value) {
      const name = field.params[operator!]!;
      result[name] = result[name] && field.values ? `${result[name]},${value}` : value;
    }
  }
  if (free.length) result.q = free.join(' ');
  return result;
}

export function quoted(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replace(/"/g, '')}"` : value;
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1).replace(/"$/, '') : text;
}

const AGES = ['15m', '1h', '24h', '7d'];
const LENGTHS = ['1s', '10s', '1m', '10m'];

export const RUN_FIELDS: Field[] = [
  { name: 'state', what: 'running, failed, …', params: { ':': 'state' }, values: ['failed', 'ok', 'running', 'interrupted'] },
  {
    name: 'duration',
    what: 'longer or shorter than',
    params: { '>': 'minDuration', '<': 'maxDuration' },
    values: undefined,
    suggest: undefined,
  },
  { name: 'service', what: 'a service took part', params: { ':': 'service' }, suggest: 'service' },
  { name: 'branch', what: 'of the repository', params: { ':': 'branch' }, suggest: 'branch' },
  { name: 'name', what: 'of the command', params: { ':': 'name' }, suggest: 'name' },
  { name: 'since', what: 'started after', params: { ':': 'since' } },
  { name: 'until', what: 'started before', params: { ':': 'until' } },
];

export const TRACE_FIELDS: Field[] = [
  { name: 'status', what: 'with an error', params: { ':': 'status' }, values: ['error'] },
  { name: 'service', what: 'a service took part', params: { ':': 'service' }, suggest: 'service' },
  { name: 'duration', what: 'longer or shorter than', params: { '>': 'minDuration', '<': 'maxDuration' } },
  { name: 'since', what: 'started after', params: { ':': 'since' } },
];

export const LOG_FIELDS: Field[] = [
  { name: 'level', what: 'at least', params: { ':': 'level' }, values: ['debug', 'info', 'warn', 'error'] },
  { name: 'stream', what: 'of a command', params: { ':': 'stream' }, values: ['stdout', 'stderr'] },
  { name: 'service', what: 'that wrote it', params: { ':': 'service' }, suggest: 'service' },
  { name: 'subsystem', what: 'run, store, …', params: { ':': 'subsystem' }, suggest: 'subsystem' },
  { name: 'event', what: 'named', params: { ':': 'event' }, suggest: 'event' },
  { name: 'trace', what: 'by its id', params: { ':': 'trace' } },
  { name: 'since', what: 'written after', params: { ':': 'since' } },
];

/** Values that are worth a suggestion without asking the server. */
export function knownValues(field: Field): string[] {
  if (field.values) return field.values;
  if (field.name === 'duration') return LENGTHS;
  return field.name === 'since' || field.name === 'until' ? AGES : [];
}
