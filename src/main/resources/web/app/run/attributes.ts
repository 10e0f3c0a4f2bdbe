import type { AnyValue, KeyValue } from '../api/types';
import { exactText } from '../api/exact';

/** A value of OTLP/JSON as text. */
export function textOf(value: AnyValue | undefined): string {
  if (!value) return '';
  if (value.stringValue !== undefined) return value.stringValue;
  if (value.boolValue !== undefined) return String(value.boolValue);
  if (value.intValue !== undefined) return String(value.intValue);
  if (value.doubleValue !== undefined) return String(value.doubleValue);
  if (value.bytesValue !== undefined) return value.bytesValue;
  if (value.arrayValue) return `[${(value.arrayValue.values ?? []).map(textOf).join(', ')}]`;
  if (value.kvlistValue)
    return `{${(value.kvlistValue.values ?? []).map((each) => `${each.key ?? ''}: ${textOf(each.value)}`).join(', ')}}`;
  return '';
}

export type Pair = [key: string, value: string];

export function pairs(attributes: KeyValue[] | undefined): Pair[] {
  return (attributes ?? []).map(({ key, value }) => [key ?? '', textOf(value)]);
}

export function pairsOf(attributes: Record<string, unknown> | undefined): Pair[] {
  return Object.entries(attributes ?? {}).map(([key, value]) => [key, typeof value === 'string' ? value : value === null ? '' : exactText(value)]);
}

/** By the part of the name before the first dot, in alphabetical order. */
export function byNamespace(all: Pair[]): [namespace: string, pairs: Pair[]][] {
  const groups = new Map<string, Pair[]>();
  for (const pair of [...all].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const dot = pair[0].indexOf('.');
    const namespace = dot > 0 ? pair[0].slice(0, dot) : '';
    groups.set(namespace, [...(groups.get(namespace) ?? []), pair]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The command that a span ran, as one types it. */
export function commandOf(all: Pair[]): string | undefined {
  const find = (key: string) => all.find(([name]) => name === key)?.[1];
  return find('process.command_line') ?? find('process.command_args') ?? find('process.command');
}
