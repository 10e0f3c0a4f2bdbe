import type { ExecutionGraph, GraphNode } from '../api/types';
import { count, dollars, plural, short } from '../format/amount';
import { named, shortened } from '../format/ansi';
import { nanos } from '../format/duration';
import { stateWord } from '../parts/state';

const GOING = ['running', 'waiting', 'retrying'];

export function goesOn(node: GraphNode): boolean {
  return GOING.includes(node.state);
}

/** How long a node has taken by a moment, both in nanoseconds from the graph's base; undefined before it begins. */
export function tookBy(node: GraphNode, now: number): number | undefined {
  if (node.durationNanos !== undefined) return node.durationNanos;
  return node.offsetNanos === undefined || !goesOn(node) ? undefined : Math.max(0, now - node.offsetNanos);
}

/** Items that are done, of all. */
export function itemsOf({ items }: GraphNode): string {
  return items ? `${count(items.ok + items.failed + items.cancelled)}/${count(items.all)}` : '';
}

/** The second line of a box. */
export function factsOf(node: GraphNode, now: number): string {
  const took = tookBy(node, now);
  const failed = node.items?.failed ?? 0;
  const attempts = node.items ? 0 : node.attempts;
  return [
    itemsOf(node),
    failed > 0 ? `${count(failed)} failed` : node.state === 'ok' || node.state === 'running' ? '' : stateWord(node.state),
    took === undefined || node.state === 'skipped' ? '' : nanos(took),
    attempts > 1 ? plural(attempts, 'attempt') : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What models were used for; empty where none was. */
export function tokensOf(node: { inputTokens: number; outputTokens: number; costUsd?: number }): string {
  if (node.inputTokens + node.outputTokens === 0 && node.costUsd === undefined) return '';
  const tokens = `${short(node.inputTokens)} → ${short(node.outputTokens)} tokens`;
  return node.costUsd === undefined ? tokens : `${tokens} · ${dollars(node.costUsd)}`;
}

/** All that a box says, for those who do not see it. */
export function wordsOf(node: GraphNode, now: number): string {
  const took = tookBy(node, now);
  const { items } = node;
  return [
    named(node.id, 100),
    node.kind,
    node.last ? 'finally' : '',
    stateWord(node.state),
    items ? `${count(items.ok)} of ${plural(items.all, 'item')} succeeded${items.failed ? `, ${count(items.failed)} failed` : ''}` : '',
    took === undefined ? '' : nanos(took),
    node.attempts > 1 ? plural(node.attempts, 'attempt') : '',
    tokensOf(node).replace('→', 'in,'),
    node.needs.length ? `needs ${node.needs.slice(0, 8).map((need) => named(need, 60)).join(', ')}${node.needs.length > 8 ? ` and ${count(node.needs.length - 8)} more` : ''}` : '',
    node.reason ? shortened(node.reason, 300) : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** How many nodes have a state, in the order in which one asks for them. */
export function statesOf({ nodes }: ExecutionGraph): [state: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { state } of nodes) counts.set(state, (counts.get(state) ?? 0) + 1);
  const order = ['failed', 'interrupted', 'running', 'waiting', 'retrying', 'ok', 'skipped', 'cancelled', 'pending'];
  return order.flatMap((state): [string, number][] => (counts.has(state) ? [[state, counts.get(state)!]] : []));
}

/** What all nodes of an execution used of models. */
export function totalsOf({ nodes }: ExecutionGraph): { inputTokens: number; outputTokens: number; costUsd?: number } {
  const priced = nodes.filter((node) => node.costUsd !== undefined);
  return {
    inputTokens: nodes.reduce((sum, node) => sum + node.inputTokens, 0),
    outputTokens: nodes.reduce((sum, node) => sum + node.outputTokens, 0),
    costUsd: priced.length ? priced.reduce((sum, node) => sum + node.costUsd!, 0) : undefined,
  };
}
