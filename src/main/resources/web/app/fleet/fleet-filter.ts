import type { AuditEvent, FleetNode, Job, Service, Stack } from '../api/fleet-types';
import { type Field, words } from '../filter/grammar';

export const FLEET_FIELDS: Field[] = [
  {
    name: 'state',
    what: 'failed, running, …',
    params: { ':': 'state' },
    values: ['failed', 'lost', 'stalled', 'running', 'pending', 'healthy', 'draining', 'silent'],
  },
  { name: 'node', what: 'the name of a machine', params: { ':': 'node' } },
  { name: 'service', what: 'a service, a stack, or both', params: { ':': 'service' } },
  { name: 'by', what: 'who wanted it', params: { ':': 'by' } },
  { name: 'type', what: 'of an audit event', params: { ':': 'type' }, values: ['job_submit', 'apply', 'node_join', 'token_issue'] },
];

/** What there is to find in a row: texts, and the values of fields. */
export interface Facts {
  text: (string | undefined)[];
  fields: Record<string, string[]>;
}

/** A filter as a test: each word of text, and of each field one of the values that are asked for. */
export function matcher(filter: string): (facts: Facts) => boolean {
  const texts: string[] = [];
  const wanted = new Map<string, string[]>();
  for (const { field, value } of words(filter, FLEET_FIELDS)) {
    if (!value) continue;
    if (field) wanted.set(field.name, [...(wanted.get(field.name) ?? []), value]);
    else texts.push(value.toLowerCase());
  }
  return ({ text, fields }) => {
    const all = text.join('\n').toLowerCase();
    return (
      texts.every((each) => all.includes(each)) &&
      [...wanted].every(([name, values]) => values.some((value) => (fields[name] ?? []).includes(value)))
    );
  };
}

export function factsOfNode(node: FleetNode): Facts {
  const labels = Object.entries(node.labels ?? {}).map(([name, value]) => `${name}=${value}`);
  return {
    text: [node.name, node.host, node.version, node.state, ...labels],
    fields: { state: [node.state], node: [node.name], by: [node.identity] },
  };
}

export function factsOfService(stack: Stack, service: Service): Facts {
  const replicas = service.replicas ?? [];
  const name = `${stack.stack}/${service.service}`;
  return {
    text: [name, service.state, service.reason, ...replicas.flatMap((each) => [each.id, each.node, each.error])],
    fields: {
      state: [service.state, ...replicas.map((each) => each.state)],
      node: replicas.map((each) => each.node),
      service: [stack.stack, service.service, name],
      by: [stack.identity],
    },
  };
}

export function factsOfJob(job: Job): Facts {
  const tasks = job.tasks ?? [];
  return {
    text: [job.id, job.runId, job.command, job.target, job.state, ...tasks.flatMap((each) => [each.node, each.error])],
    fields: { state: [job.state, ...tasks.map((each) => each.state)], node: tasks.map((each) => each.node), by: [job.identity] },
  };
}

export function factsOfEvent(event: AuditEvent): Facts {
  const payload = event.payload ?? {};
  return {
    text: [event.type, event.identity, ...Object.values(payload)],
    fields: {
      type: [event.type],
      by: [event.identity],
      node: [payload.node ?? '', ...(payload.nodes ?? '').split(',')].filter(Boolean),
      service: [payload.stack ?? ''].filter(Boolean),
    },
  };
}

const UNITS: Record<string, number> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 };

/** When a time range begins that is written as an age or a time, in milliseconds since 1970; 0 for one that has no begin. */
export function startOf(since: string, now: number): number {
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(since) ?? [];
  return amount ? now - Number(amount) * UNITS[unit!]! : Date.parse(since) || 0;
}
