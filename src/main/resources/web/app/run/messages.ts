import { parseExactly } from '../api/exact';
import type { AnyValue, KeyValue } from '../api/types';

/** A part of a message: a text, a call of a tool, what a tool gave back, or anything else as JSON. */
export interface Part {
  kind: 'text' | 'reasoning' | 'call' | 'result' | 'other';
  /** Of the tool; empty for a text. */
  name: string;
  text: string;
}

export interface ChatMessage {
  role: string;
  parts: Part[];
  /** Why the model stopped; empty where it is not known. */
  finish: string;
}

const MESSAGES = ['gen_ai.system_instructions', 'gen_ai.input.messages', 'gen_ai.output.messages'];
const ARGUMENTS = 'gen_ai.tool.call.arguments';
const RESULT = 'gen_ai.tool.call.result';

/** What was said, where it was recorded, in its order; `rest` are the attributes that say nothing of it, or not in a known form. */
export function conversation(attributes: KeyValue[] | undefined): { messages: ChatMessage[]; rest: KeyValue[] } {
  const messages: ChatMessage[] = [];
  const taken = new Set<KeyValue>();
  const find = (key: string) => attributes?.find((each) => each.key === key);
  for (const key of MESSAGES) {
    const attribute = find(key);
    const value = attribute && valueOf(attribute.value);
    if (!Array.isArray(value) || !value.every(isObject)) continue;
    taken.add(attribute!);
    if (key === MESSAGES[0]) messages.push({ role: 'system', parts: value.map(partOf), finish: '' });
    else messages.push(...value.map(messageOf));
  }
  const tool = text(find('gen_ai.tool.name')?.value?.stringValue);
  for (const [key, kind] of [[ARGUMENTS, 'call'], [RESULT, 'result']] as const) {
    const attribute = find(key);
    if (!attribute) continue;
    taken.add(attribute);
    messages.push({ role: kind === 'call' ? 'call' : 'tool', parts: [{ kind, name: tool, text: pretty(valueOf(attribute.value)) }], finish: '' });
  }
  return { messages, rest: (attributes ?? []).filter((each) => !taken.has(each)) };
}

function messageOf(message: Record<string, unknown>): ChatMessage {
  const parts = Array.isArray(message.parts) ? message.parts : [];
  return { role: text(message.role), parts: parts.map(partOf), finish: text(message.finish_reason) };
}

function partOf(part: unknown): Part {
  if (!isObject(part)) return { kind: 'other', name: '', text: pretty(part) };
  const name = text(part.name);
  if ((part.type === 'text' || part.type === 'reasoning') && typeof part.content === 'string')
    return { kind: part.type, name: '', text: part.content };
  if (part.type === 'tool_call') return { kind: 'call', name, text: pretty(json(part.arguments)) };
  if (part.type === 'tool_call_response') return { kind: 'result', name, text: pretty(json(part.response ?? part.result)) };
  return { kind: 'other', name: text(part.type), text: pretty(part) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The value of an attribute: a text of JSON as what that stands for. */
function valueOf(value: AnyValue | undefined): unknown {
  return json(structured(value));
}

function structured(value: AnyValue | undefined): unknown {
  if (value?.arrayValue) return (value.arrayValue.values ?? []).map(structured);
  if (value?.kvlistValue) return Object.fromEntries((value.kvlistValue.values ?? []).map((each) => [each.key ?? '', structured(each.value)]));
  if (value?.intValue !== undefined && /^-?\d+$/.test(String(value.intValue))) return BigInt(value.intValue);
  return value?.stringValue ?? value?.boolValue ?? value?.doubleValue ?? value?.bytesValue;
}

function json(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return parseExactly(value);
  } catch {
    return value;
  }
}

/** A text as it is, anything else as JSON on lines of its own. */
export function pretty(value: unknown, indent = ''): string {
  if (typeof value === 'string' && indent === '') return value;
  if (typeof value === 'bigint') return String(value);
  const inner = `${indent}  `;
  if (indent.length > 40 && typeof value === 'object') return '…';
  if (Array.isArray(value)) return value.length ? `[\n${value.map((each) => inner + pretty(each, inner)).join(',\n')}\n${indent}]` : '[]';
  if (isObject(value)) {
    const pairs = Object.entries(value);
    return pairs.length ? `{\n${pairs.map(([key, each]) => `${inner}${JSON.stringify(key)}: ${pretty(each, inner)}`).join(',\n')}\n${indent}}` : '{}';
  }
  return value === undefined ? '' : JSON.stringify(value);
}
