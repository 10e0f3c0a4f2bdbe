/** What the API of a fleet answers: docs/reference/api.md. What is not known, and an empty list, is left out. */
export interface Fleet {
  server: string;
  leader?: string;
  connected: boolean;
  nodes: number;
  jobsUnfinished: number;
}

export interface FleetNode {
  name: string;
  state: string;
  labels?: Record<string, string>;
  version: string;
  host: string;
  cpus: number;
  memory: number;
  load?: number;
  memoryUsed?: number;
  tasks: number;
  identity: string;
  joined: string;
}

export interface Task {
  id: string;
  node: string;
  attempt: number;
  current: boolean;
  state: string;
  exitCode: number;
  error?: string;
  started?: string;
  ended?: string;
}

export interface Job {
  id: string;
  state: string;
  runId: string;
  identity: string;
  submitted: string;
  target: string;
  command: string;
  retries: number;
  cancelled: boolean;
  tasks?: Task[];
}

export interface Replica {
  id: string;
  slot: number;
  node: string;
  state: string;
  version: number;
  restarts: number;
  started?: string;
  error?: string;
}

export interface Service {
  service: string;
  state: string;
  wanted: number;
  running: number;
  healthy: number;
  reason?: string;
  replicas?: Replica[];
}

export interface Stack {
  stack: string;
  version: number;
  identity: string;
  applied: string;
  deleted: boolean;
  services?: Service[];
}

export interface AuditEvent {
  ts: string;
  type: string;
  identity: string;
  payload?: Record<string, string>;
}
