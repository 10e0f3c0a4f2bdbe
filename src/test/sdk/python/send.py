"""A program with the OpenTelemetry SDK for Python, which sends all that it records to several backends, gzipped.

python send.py grpc|http/protobuf|http/json RUN ENDPOINT...
"""
import importlib
import os
import sys

from opentelemetry import trace
from opentelemetry._logs import LogRecord, SeverityNumber
from opentelemetry.context import Context
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import SimpleLogRecordProcessor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.metrics.view import ExponentialBucketHistogramAggregation, View
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanLimits, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.trace import Link, SpanContext, SpanKind, Status, StatusCode, TraceFlags, TraceState

protocol, run, *endpoints = sys.argv[1:]
os.environ["OTEL_EXPORTER_OTLP_COMPRESSION"] = "gzip"
os.environ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "60"


def exporters(module, name, signal):
    made = getattr(
        importlib.import_module(
            {
                "grpc": "opentelemetry.exporter.otlp.proto.grpc.",
                "http/protobuf": "opentelemetry.exporter.otlp.proto.http.",
                "http/json": "opentelemetry.exporter.otlp.json.http.",
            }[protocol]
            + module
        ),
        name,
    )
    if protocol == "grpc":
        return [made(endpoint=each, insecure=True) for each in endpoints]
    return [made(endpoint=each + "/v1/" + signal) for each in endpoints]


resource = Resource(
    {"service.name": "python", "parallax.run.id": run, "process.pid": 42, "process.command_args": ["a", "b c", ""]},
    "https://opentelemetry.io/schemas/1.37.0",
)
every_type = {
    "text": 'grün \U0001f600 \0 "\\\n',
    "empty": "",
    "int": -(2**63),
    "double": 0.1,
    "large": 1e300,
    "boolean": False,
    "texts": ["a", ""],
    "ints": [2**63 - 1, 0],
    "doubles": [0.5, 5e-324],
    "booleans": [True, False],
}
remote = SpanContext(
    0x0AF7651916CD43DD8448EB211C80319C,
    0xB7AD6B7169203331,
    True,
    TraceFlags(TraceFlags.SAMPLED),
    TraceState([("vendor", "a:b"), ("other", "2")]),
)
remote_context = trace.set_span_in_context(trace.NonRecordingSpan(remote), Context())

tracers = TracerProvider(
    resource=resource, shutdown_on_exit=False, span_limits=SpanLimits(max_attributes=11, max_events=2, max_links=2)
)
for exporter in exporters("trace_exporter", "OTLPSpanExporter", "traces"):
    tracers.add_span_processor(SimpleSpanProcessor(exporter))
tracer = tracers.get_tracer("python.spans", "1.2", "s", {"scope": "attribute"})
parent = tracer.start_span(
    "parent",
    context=remote_context,
    kind=SpanKind.SERVER,
    attributes={**every_type, "eleventh": 11, "dropped": 12},
    links=[Link(remote), Link(remote, {"kept": 1}), Link(remote)],
)
parent.add_event("dropped")
parent.add_event("event", every_type)
parent.add_event("at a time", {"a": 1}, 1_700_000_000_123_456_789)
for kind in SpanKind:
    span = tracer.start_span(
        kind.name, context=trace.set_span_in_context(parent, Context()), kind=kind, start_time=1_700_000_000_000_000_001
    )
    span.set_status(Status(StatusCode.OK))
    span.end(1_700_000_000_000_000_001)
parent.set_status(Status(StatusCode.ERROR, "it failed: \a"))
parent.end()
failed = tracers.get_tracer("another").start_span("failed", context=Context())
failed.record_exception(ValueError("broken"))
failed.end()
tracers.shutdown()

loggers = LoggerProvider(resource=resource, shutdown_on_exit=False)
for exporter in exporters("_log_exporter", "OTLPLogExporter", "logs"):
    loggers.add_log_record_processor(SimpleLogRecordProcessor(exporter))
logger = loggers.get_logger("python.logs", "3", "t", {"scope": "attribute"})
for severity in SeverityNumber:
    logger.emit(LogRecord(timestamp=1, observed_timestamp=2, severity_number=severity, body="as " + severity.name))
logger.emit(
    LogRecord(
        timestamp=1_700_000_000_000_000_001,
        observed_timestamp=1_700_000_000_000_000_002,
        context=remote_context,
        severity_number=SeverityNumber.WARN2,
        severity_text="Warnung",
        event_name="an.event",
        attributes={**every_type, "bytes": b"\x00\xff\x7f", "map": {"deep": {"er": [1, "two", [3.5]]}}},
        body={"text": "x", "bytes": b"\1\2", "list": [1, "two", [0.5]], "map": {"a": True}, "nothing": {}, "few": []},
    )
)
for body in (7, 0.25, True, b"\1\2", ["a", 1], None):
    logger.emit(LogRecord(timestamp=1, observed_timestamp=2, body=body))
loggers.shutdown()

reader = InMemoryMetricReader()
meters = MeterProvider(
    [reader],
    resource,
    shutdown_on_exit=False,
    views=[View(instrument_name="exponential.*", aggregation=ExponentialBucketHistogramAggregation(max_size=20))],
)
meter = meters.get_meter("python.metrics", "4", "u", {"scope": "attribute"})
one = {"which": "one"}
two = {"which": "two", "n": 2}
# Within a span that is sampled, for exemplars.
measured = trace.set_span_in_context(trace.NonRecordingSpan(remote), Context())
counter = meter.create_counter("counter", "{item}", "Items")
counter.add(2**63 - 1, one, context=measured)
counter.add(5, two, context=measured)
meter.create_counter("counter.double").add(0.1, one, context=measured)
meter.create_up_down_counter("updown").add(-3, one, context=measured)
meter.create_up_down_counter("updown.double").add(-0.5)
meter.create_gauge("gauge").set(-1.5, two)
meter.create_gauge("gauge.int").set(-(2**63))
histogram = meter.create_histogram("histogram", "s", explicit_bucket_boundaries_advisory=[0.5, 1, 10])
exponential = meter.create_histogram("exponential.both")
for value in (0, 0.25, 0.5, 3, 1e9):
    histogram.record(value, one, context=measured)
    exponential.record(value, two, context=measured)
collected = reader.get_metrics_data()
for exporter in exporters("metric_exporter", "OTLPMetricExporter", "metrics"):
    if exporter.export(collected).name != "SUCCESS":
        sys.exit("metrics were refused")
    exporter.shutdown()
