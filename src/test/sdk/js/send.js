// A program with the OpenTelemetry SDK for JavaScript, which sends all that it records to several backends, gzipped.
// node send.js grpc|http/protobuf|http/json RUN ENDPOINT…
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, ValueType, createTraceState, trace } from '@opentelemetry/api';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { AggregationTemporality, AggregationType, MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

const [protocol, run, ...endpoints] = process.argv.slice(2);
const kind = { grpc: 'grpc', 'http/protobuf': 'proto', 'http/json': 'http' }[protocol];
const { OTLPTraceExporter } = await import(`@opentelemetry/exporter-trace-otlp-${kind}`);
const { OTLPLogExporter } = await import(`@opentelemetry/exporter-logs-otlp-${kind}`);
const { OTLPMetricExporter } = await import(`@opentelemetry/exporter-metrics-otlp-${kind}`);
const options = (endpoint, signal) => ({
  url: kind === 'grpc' ? endpoint : `${endpoint}/v1/${signal}`,
  compression: 'gzip',
  timeoutMillis: 60_000,
});

/** Sends to each of several. */
class Composite {
  constructor(exporters) {
    this.exporters = exporters;
  }

  export(items, done) {
    const results = this.exporters.map((exporter) => new Promise((resolve) => exporter.export(items, resolve)));
    Promise.all(results).then((all) => {
      const failed = all.find((result) => result.code !== 0);
      if (failed) {
        console.error(failed.error);
        process.exitCode = 1;
      }
      done(failed ?? all[0]);
    });
  }

  async forceFlush() {
    await Promise.all(this.exporters.map((exporter) => exporter.forceFlush?.()));
  }

  async shutdown() {
    await Promise.all(this.exporters.map((exporter) => exporter.shutdown()));
  }
}

/** Collects when it is told to. */
class Collector extends MetricReader {
  async onForceFlush() {}

  async onShutdown() {}
}

const resource = resourceFromAttributes({
  'service.name': 'javascript',
  'parallax.run.id': run,
  'process.pid': 42,
  'process.command_args': ['a', 'b c', ''],
});
const everyType = {
  text: 'grün \u{1F600} \u0000 "\\\n',
  empty: '',
  int: Number.MIN_SAFE_INTEGER,
  double: 0.1,
  small: 1e-300,
  boolean: false,
  texts: ['a', ''],
  ints: [1, 0],
  doubles: [0.5, 4.9e-324],
  booleans: [true, false],
};
const remote = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceFlags: TraceFlags.SAMPLED,
  isRemote: true,
  traceState: createTraceState('vendor=a:b,other=2'),
};
const remoteContext = trace.setSpanContext(ROOT_CONTEXT, remote);

const tracers = new BasicTracerProvider({
  resource,
  spanLimits: { attributeCountLimit: 11, eventCountLimit: 2, linkCountLimit: 2 },
  spanProcessors: [new BatchSpanProcessor(new Composite(endpoints.map((each) => new OTLPTraceExporter(options(each, 'traces')))))],
});
const tracer = tracers.getTracer('js.spans', '1.2', { schemaUrl: 's' });
const parent = tracer.startSpan(
  'parent',
  {
    kind: SpanKind.SERVER,
    attributes: { ...everyType, eleventh: 11, dropped: 12 },
    links: [{ context: remote }, { context: remote, attributes: { kept: 1 } }, { context: remote }],
  },
  remoteContext,
);
parent.addEvent('dropped');
parent.addEvent('event', everyType);
parent.addEvent('at a time', { a: 1 }, [1_700_000_000, 123_456_789]);
for (const kind of [SpanKind.INTERNAL, SpanKind.SERVER, SpanKind.CLIENT, SpanKind.PRODUCER, SpanKind.CONSUMER]) {
  const span = tracer.startSpan(`kind ${kind}`, { kind, startTime: [1_700_000_000, 1] }, trace.setSpan(ROOT_CONTEXT, parent));
  span.setStatus({ code: SpanStatusCode.OK });
  span.end([1_700_000_000, 1]);
}
parent.setStatus({ code: SpanStatusCode.ERROR, message: 'it failed: \u0007' });
parent.end();
const failed = tracers.getTracer('another').startSpan('failed', { root: true });
failed.recordException(new Error('broken'));
failed.end();
await tracers.forceFlush();
await tracers.shutdown();

const loggers = new LoggerProvider({
  resource,
  processors: [new BatchLogRecordProcessor({ exporter: new Composite(endpoints.map((each) => new OTLPLogExporter(options(each, 'logs')))) })],
});
const logger = loggers.getLogger('js.logs', '3', { schemaUrl: 't' });
for (let severityNumber = SeverityNumber.UNSPECIFIED; severityNumber <= SeverityNumber.FATAL4; severityNumber++) {
  logger.emit({ severityNumber, body: `as ${severityNumber}` });
}
logger.emit({
  context: remoteContext,
  timestamp: [1_700_000_000, 1],
  observedTimestamp: [1_700_000_000, 2],
  severityNumber: SeverityNumber.WARN2,
  severityText: 'Warnung',
  eventName: 'an.event',
  attributes: { ...everyType, bytes: new Uint8Array([0, 255, 127]), map: { deep: { er: [1, 'two', [3.5], null] } } },
  body: { text: 'x', bytes: new Uint8Array([1, 2]), none: null, list: [1, 'two', [0.5]], map: { a: true }, nothing: {}, few: [] },
});
for (const body of [7, 0.25, true, new Uint8Array([1, 2]), ['a', 1], undefined]) {
  logger.emit({ body });
}
await loggers.forceFlush();
await loggers.shutdown();

// Deltas by HTTP/protobuf, totals by the others.
const reader = new Collector({
  aggregationTemporalitySelector: () => (kind === 'proto' ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE),
});
const meters = new MeterProvider({
  resource,
  readers: [reader],
  views: [{ instrumentName: 'exponential.*', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM, options: { maxSize: 20 } } }],
});
const meter = meters.getMeter('js.metrics', '4', { schemaUrl: 'u' });
const one = { which: 'one' };
const two = { which: 'two', n: 2 };
const counter = meter.createCounter('counter', { unit: '{item}', description: 'Items', valueType: ValueType.INT });
counter.add(Number.MAX_SAFE_INTEGER, one);
counter.add(5, two);
meter.createCounter('counter.double').add(0.1, one);
meter.createUpDownCounter('updown', { valueType: ValueType.INT }).add(-3, one);
meter.createUpDownCounter('updown.double').add(-0.5);
meter.createGauge('gauge').record(-1.5, two);
meter.createGauge('gauge.int', { valueType: ValueType.INT }).record(Number.MIN_SAFE_INTEGER);
meter.createObservableCounter('observed').addCallback((result) => result.observe(9, one));
meter.createObservableGauge('observed.gauge').addCallback((result) => result.observe(1.25));
const histogram = meter.createHistogram('histogram', { unit: 's', advice: { explicitBucketBoundaries: [0.5, 1, 10] } });
const exponential = meter.createHistogram('exponential.both');
for (const value of [0, 0.25, 0.5, 3, 1e9]) {
  histogram.record(value, one);
  exponential.record(value, two);
}
const exporter = new Composite(endpoints.map((each) => new OTLPMetricExporter(options(each, 'metrics'))));
const { resourceMetrics, errors } = await reader.collect();
errors.forEach((error) => {
  throw error;
});
await new Promise((resolve) => exporter.export(resourceMetrics, resolve));
await exporter.shutdown();
