import type { Replica, Service } from '../api/fleet-types';

/** A place in the grid: a replica, or one that is wanted and has no machine. */
export interface Cell {
  key: string;
  slot: number;
  state: string;
  replica?: Replica;
}

/** More cells than that are not drawn one by one. */
export const MOST_MISSING = 200;

const LIVE = new Set(['pending', 'running', 'healthy', 'stopping']);

/** The replicas of a service by their slots: all that may run, of a slot where none does the last, and those that are missing. */
export function cellsOf(service: Service): Cell[] {
  const slots = new Map<number, Replica[]>();
  for (const replica of service.replicas ?? []) slots.set(replica.slot, [...(slots.get(replica.slot) ?? []), replica]);
  for (let slot = 0; slot < Math.min(service.wanted, MOST_MISSING); slot++) if (!slots.has(slot)) slots.set(slot, []);
  return [...slots].sort(([a], [b]) => a - b).flatMap(([slot, all]) => cellsOfSlot(slot, all, slot < service.wanted));
}

function cellsOfSlot(slot: number, all: Replica[], wanted: boolean): Cell[] {
  const live = all.filter((replica) => LIVE.has(replica.state));
  const shown = live.length || !wanted ? live : all.slice(-1);
  if (shown.length === 0 && wanted) return [{ key: `${slot}`, slot, state: 'missing' }];
  return shown.map((replica) => ({ key: replica.id, slot, state: replica.state, replica }));
}
