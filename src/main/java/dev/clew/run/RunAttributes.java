package dev.clew.run;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/// Attribute keys of spans and lifecycle events; those that start with `clew.` are Clew's own, all
/// others the semantic conventions'.
public final class RunAttributes {
  public static final AttributeKey<String> EXECUTABLE_NAME =
      AttributeKey.stringKey("process.executable.name");
  public static final AttributeKey<String> EXECUTABLE_PATH =
      AttributeKey.stringKey("process.executable.path");
  public static final AttributeKey<List<String>> COMMAND_ARGS =
      AttributeKey.stringArrayKey("process.command_args");
  public static final AttributeKey<Long> PID = AttributeKey.longKey("process.pid");
  public static final AttributeKey<Long> PARENT_PID = AttributeKey.longKey("process.parent_pid");
  public static final AttributeKey<Long> EXIT_CODE = AttributeKey.longKey("process.exit.code");
  public static final AttributeKey<String> WORKING_DIRECTORY =
      AttributeKey.stringKey("process.working_directory");
  public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  public static final AttributeKey<String> KIND = AttributeKey.stringKey("clew.kind");
  public static final AttributeKey<String> NAME = AttributeKey.stringKey("clew.name");
  public static final AttributeKey<String> PARENT_SPAN_ID =
      AttributeKey.stringKey("clew.parent_span_id");
  public static final AttributeKey<Double> DURATION = AttributeKey.doubleKey("clew.duration");
  public static final AttributeKey<String> OUTPUT_TAIL = AttributeKey.stringKey("clew.output.tail");
  public static final AttributeKey<String> SKIP_REASON = AttributeKey.stringKey("clew.skip.reason");
  public static final AttributeKey<Double> CPU_TIME = AttributeKey.doubleKey("clew.cpu.time");
  public static final AttributeKey<Long> OUTPUT_LINES = AttributeKey.longKey("clew.output.lines");
  public static final AttributeKey<Long> OUTPUT_BYTES = AttributeKey.longKey("clew.output.bytes");
  public static final AttributeKey<Long> MEMORY_PEAK = AttributeKey.longKey("clew.memory.peak");
  public static final AttributeKey<Long> CACHE_HITS = AttributeKey.longKey("clew.cache.hits");
  public static final AttributeKey<Long> CACHE_MISSES = AttributeKey.longKey("clew.cache.misses");
  public static final AttributeKey<List<String>> STAGE_NAMES =
      AttributeKey.stringArrayKey("clew.stage.names");
  public static final AttributeKey<List<Double>> STAGE_DURATIONS =
      AttributeKey.doubleArrayKey("clew.stage.durations");
  public static final AttributeKey<List<String>> STAGE_OUTCOMES =
      AttributeKey.stringArrayKey("clew.stage.outcomes");
  public static final AttributeKey<List<String>> EVENT_NAMES =
      AttributeKey.stringArrayKey("clew.event.names");
  public static final AttributeKey<List<Long>> EVENT_COUNTS =
      AttributeKey.longArrayKey("clew.event.counts");
  public static final AttributeKey<String> DELIVERY_SINK =
      AttributeKey.stringKey("clew.delivery.sink");
  public static final AttributeKey<Long> DELIVERY_CONFIRMED =
      AttributeKey.longKey("clew.delivery.confirmed");

  private RunAttributes() {}
}
